package dev.spywatcher.socket;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import com.corundumstudio.socketio.transport.NamespaceClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The answer to an event, sent in order with whatever else its session sends. */
final class EventAck extends AckRequest {

  private final Session session;
  private final EnginePacket.Event event;
  private final AtomicBoolean sent = new AtomicBoolean();

  EventAck(Session session, NamespaceClient client, EnginePacket.Event event) {
    super(new Packet(PacketType.MESSAGE, EngineIOVersion.V4), client);
    this.session = session;
    this.event = event;
  }

  @Override
  public boolean isAckRequested() {
    return event.ackId() != null;
  }

  @Override
  public void sendAckData(List<Object> data) {
    if (event.ackId() != null && sent.compareAndSet(false, true)) {
      session.send(PacketsOut.ack(event.namespace(), event.ackId(), data));
    }
  }
}
