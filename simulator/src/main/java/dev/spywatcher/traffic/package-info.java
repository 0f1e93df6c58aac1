/**
 * What people do, and when. Each kind of behaviour in a guild is a {@link
 * dev.spywatcher.traffic.Storyline}: a row of short episodes, each a pure function of the seed and
 * its number, and each leaving its people in a state that the next one may rely on. The storylines
 * are woven into one stream in order of time, which can be entered at any position.
 *
 * <p>In: a {@link dev.spywatcher.population.Population}. Out: {@link
 * dev.spywatcher.traffic.TimedEvent}s. Start reading at {@code Traffic}.
 */
@NullMarked
package dev.spywatcher.traffic;

import org.jspecify.annotations.NullMarked;
