/**
 * The figures of each guild, and when they are sent.
 *
 * <p>In: activity from the intake. Out: an {@code analytics:update} at most once in an interval for
 * each guild. {@link dev.spywatcher.analytics.Analytics} is the door, {@code ActivityWindow}
 * counts, {@code Throttle} decides when. Start reading at {@code Analytics}.
 */
@NullMarked
package dev.spywatcher.analytics;

import org.jspecify.annotations.NullMarked;
