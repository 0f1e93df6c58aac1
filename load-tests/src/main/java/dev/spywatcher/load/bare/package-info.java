/**
 * A bare Netty websocket server, the practical limit on the JVM: no Socket.IO library, no token
 * check, no permissions; one shared frame for each event, written by each event loop to an array of
 * channels.
 *
 * <p>In: events by HTTP. Out: websocket frames. Start reading at {@link
 * dev.spywatcher.load.bare.BareServer}.
 */
@NullMarked
package dev.spywatcher.load.bare;

import org.jspecify.annotations.NullMarked;
