package dev.spywatcher.socket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A well-formed packet from a client (Engine.IO 4, "Packet types"; Socket.IO 5, "Packet"). */
sealed interface EnginePacket {

  /** {@code 1}: the client closes the session. */
  record Close() implements EnginePacket {}

  /** {@code 2probe}: the client tries a websocket before it upgrades. */
  record Probe() implements EnginePacket {}

  /** {@code 3}: the answer to a heartbeat. */
  record Pong() implements EnginePacket {}

  /** {@code 5}: the client moves to the websocket that it has probed. */
  record Upgrade() implements EnginePacket {}

  /** {@code 6}: nothing. */
  record Noop() implements EnginePacket {}

  /** {@code 4…}: a Socket.IO packet of a namespace; {@code ""} is the main one. */
  sealed interface Message extends EnginePacket {
    String namespace();
  }

  /**
   * {@code 40}: the client connects to a namespace.
   *
   * @param auth the payload, or {@code null} where there was none
   */
  record Connect(String namespace, @Nullable Object auth) implements Message {}

  /** {@code 41}: the client leaves a namespace. */
  record Disconnect(String namespace) implements Message {}

  /**
   * {@code 42}: an event.
   *
   * @param ackId the id under which the client waits for an answer, or {@code null}
   */
  record Event(String namespace, @Nullable Long ackId, String name, List<Object> arguments)
      implements Message {}

  /** {@code 43}: the answer to an event of the server. */
  record Ack(String namespace, long ackId, List<Object> arguments) implements Message {}

  /**
   * {@code 45-}, {@code 46-}: an event or answer whose binary parts follow.
   *
   * @param attachments how many follow, one or more
   * @param message the packet with placeholders in place of the parts
   */
  record Announced(String namespace, int attachments, Message message) implements Message {}
}
