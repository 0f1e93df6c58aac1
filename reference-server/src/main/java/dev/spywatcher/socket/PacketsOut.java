package dev.spywatcher.socket;

import com.corundumstudio.socketio.protocol.EngineIOVersion;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.spywatcher.event.EncodedEvent;
import java.util.List;
import java.util.Map;

/** The packets that the server sends, in the library's form. */
final class PacketsOut {

  private PacketsOut() {}

  static Packet ping() {
    return new Packet(PacketType.PING, EngineIOVersion.V4);
  }

  static Packet probeAnswer() {
    Packet packet = new Packet(PacketType.PONG, EngineIOVersion.V4);
    packet.setData("probe");
    return packet;
  }

  static Packet noop() {
    return new Packet(PacketType.NOOP, EngineIOVersion.V4);
  }

  static Packet close() {
    return new Packet(PacketType.CLOSE, EngineIOVersion.V4);
  }

  static Packet connected(String namespace, String socketId) {
    return message(PacketType.CONNECT, namespace, Map.of("sid", socketId));
  }

  static Packet connectError(String namespace, Object data) {
    return message(PacketType.ERROR, namespace, data);
  }

  static Packet disconnect(String namespace) {
    Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
    packet.setSubType(PacketType.DISCONNECT);
    packet.setNsp(namespace);
    return packet;
  }

  static Packet ack(String namespace, long id, List<Object> data) {
    Packet packet = message(PacketType.ACK, namespace, data);
    packet.setAckId(id);
    return packet;
  }

  static Packet event(String name, Object... arguments) {
    Packet packet = message(PacketType.EVENT, "", List.of(arguments));
    packet.setName(name);
    return packet;
  }

  static Packet event(EncodedEvent event) {
    return event(event.name().wire(), new RawValue(event.payload()));
  }

  private static Packet message(PacketType type, String namespace, Object data) {
    Packet packet = new Packet(PacketType.MESSAGE, EngineIOVersion.V4);
    packet.setSubType(type);
    packet.setNsp(namespace);
    packet.setData(data);
    return packet;
  }
}
