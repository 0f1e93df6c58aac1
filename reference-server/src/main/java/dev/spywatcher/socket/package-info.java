/**
 * Engine.IO 4 and Socket.IO 5 on netty-socketio, with the repairs that the library needs.
 *
 * <p>{@code SocketPipeline} is the map: which handler stands where, and what each repairs. A
 * request passes {@code RequestGuard}; a packet is read by {@code PollingRequests} (polling) or
 * {@code FrameReader} (websocket), parsed strictly by {@code PacketParser}, and handled by {@code
 * PacketDispatch}; {@code Session} is one client's connection, from handshake to close. The API's
 * own events are bound in {@code ApiNamespace}. Start reading at {@code SocketServer}.
 */
@NullMarked
package dev.spywatcher.socket;

import org.jspecify.annotations.NullMarked;
