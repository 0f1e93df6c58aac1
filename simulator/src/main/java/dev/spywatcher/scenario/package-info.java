/**
 * What is to be played: the guilds of a scenario, who is in them and how busy they are, as plain
 * data that checks itself. Nothing here depends on the seed.
 *
 * <p>In: a name. Out: a {@link dev.spywatcher.scenario.Scenario}, from which {@code population}
 * makes people and {@code traffic} makes events. Start reading at {@code Scenario}.
 */
@NullMarked
package dev.spywatcher.scenario;

import org.jspecify.annotations.NullMarked;
