/**
 * A Socket.IO 5 client over Engine.IO 4 on Netty: websocket or polling, heartbeat, and the official
 * client's way of coming back.
 *
 * <p>In: where to connect, with which token. Out: packets and what became of the connection, told
 * on one event loop. Start reading at {@link dev.spywatcher.load.client.SocketIoClient}.
 */
@NullMarked
package dev.spywatcher.load.client;

import org.jspecify.annotations.NullMarked;
