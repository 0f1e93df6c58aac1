/**
 * Clients that misbehave, and proof that they hurt nobody but themselves.
 *
 * <p>{@code RunningServer} is a whole server and its control API; {@code Wire} is a connection byte
 * by byte, on which {@code WebSocketClient} and {@code PollingClient} stand; {@code Crowd} is many
 * honest clients that notice an event that is lost, doubled or late; {@code Innards} counts what a
 * server still holds. Start reading at {@code AllAtOnceTest}.
 */
@NullMarked
package dev.spywatcher.abuse;

import org.jspecify.annotations.NullMarked;
