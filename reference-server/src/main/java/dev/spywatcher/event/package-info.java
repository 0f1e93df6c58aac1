/**
 * The wire: what the server tells its clients, exactly as the API document has it.
 *
 * <p>In: typed {@link dev.spywatcher.event.ServerEvent}s. Out: {@link
 * dev.spywatcher.event.EncodedEvent}s, encoded once however many clients receive them. Start
 * reading at {@code ServerEvent}.
 */
@NullMarked
package dev.spywatcher.event;

import org.jspecify.annotations.NullMarked;
