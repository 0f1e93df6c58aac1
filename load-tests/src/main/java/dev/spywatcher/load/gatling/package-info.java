/**
 * Socket.IO for Gatling's Java DSL.
 *
 * <p>In: {@code socketIo("connect").auth("#{token}")} and its like in a scenario. Out: Gatling
 * requests named after what was measured. Every pushed event is kept until somebody asks for it.
 * Start reading at {@link dev.spywatcher.load.gatling.SocketIo}.
 */
@NullMarked
package dev.spywatcher.load.gatling;

import org.jspecify.annotations.NullMarked;
