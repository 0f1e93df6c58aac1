package dev.spywatcher.socket;

import dev.spywatcher.socket.EnginePacket.Ack;
import dev.spywatcher.socket.EnginePacket.Announced;
import dev.spywatcher.socket.EnginePacket.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the binary parts that follow a packet, and puts them in the place of their placeholders
 * (Socket.IO 5, "Packet with binary"). Not thread-safe.
 */
final class Attachments {

  private final Announced announced;
  private final List<byte[]> parts = new ArrayList<>();

  Attachments(Announced announced) {
    this.announced = announced;
  }

  /** Takes a part; the whole packet once it was the last, otherwise {@code null}. */
  EnginePacket.@Nullable Message add(byte[] part) throws MalformedPacketException {
    parts.add(part);
    if (parts.size() < announced.attachments()) {
      return null;
    }
    EnginePacket.Message message = announced.message();
    if (message instanceof Event event) {
      return new Event(
          event.namespace(), event.ackId(), event.name(), restoredList(event.arguments()));
    }
    Ack ack = (Ack) message;
    return new Ack(ack.namespace(), ack.ackId(), restoredList(ack.arguments()));
  }

  private List<Object> restoredList(List<?> values) throws MalformedPacketException {
    List<Object> restored = new ArrayList<>(values.size());
    for (Object value : values) {
      restored.add(restored(value));
    }
    return restored;
  }

  private Object restored(Object value) throws MalformedPacketException {
    if (value instanceof List<?> list) {
      return restoredList(list);
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (Boolean.TRUE.equals(map.get("_placeholder"))) {
      if (!(map.get("num") instanceof Integer num) || num < 0 || num >= parts.size()) {
        throw new MalformedPacketException("a placeholder names no attachment");
      }
      return parts.get(num);
    }
    Map<Object, Object> copy = new java.util.LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      copy.put(entry.getKey(), restored(entry.getValue()));
    }
    return copy;
  }
}
