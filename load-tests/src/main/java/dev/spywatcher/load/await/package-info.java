/**
 * How this module waits: to a deadline, never for a number of sleeps.
 *
 * <p>In: a condition or a span. Out: whether it came to hold in time. Start reading at {@link
 * dev.spywatcher.load.await.Waiting}.
 */
@NullMarked
package dev.spywatcher.load.await;

import org.jspecify.annotations.NullMarked;
