/**
 * The play as a source for a server: the guilds of a scenario are announced, and its traffic is
 * delivered at its time by the server's clock.
 *
 * <p>In: a {@link dev.spywatcher.scenario.Scenario}, a seed and a speed. Out: guilds and events, to
 * a {@link dev.spywatcher.discord.SourceContext}. Start reading at {@code SimulatorSource}.
 */
@NullMarked
package dev.spywatcher.timeline;

import org.jspecify.annotations.NullMarked;
