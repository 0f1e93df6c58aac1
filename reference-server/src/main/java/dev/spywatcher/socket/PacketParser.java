package dev.spywatcher.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.spywatcher.socket.EnginePacket.Ack;
import dev.spywatcher.socket.EnginePacket.Announced;
import dev.spywatcher.socket.EnginePacket.Connect;
import dev.spywatcher.socket.EnginePacket.Disconnect;
import dev.spywatcher.socket.EnginePacket.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets by the grammar of both protocols, and refuses everything else. Repairs the
 * library's decoder, which takes {@code 4abc}, {@code 42{}}, bad namespaces and ids, and hangs on a
 * {@code [} inside an auth payload. Stateless, thread-safe.
 */
final class PacketParser {

  /** Names that Socket.IO keeps for itself: an event of that name is malformed. */
  private static final Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private static final int MOST_ATTACHMENTS = 10;

  /** The library cannot write a longer one, and leaks two buffers where it has to. */
  private static final int LARGEST_ACK_ID = Integer.MAX_VALUE;

  private static final ObjectReader JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readerFor(Object.class);

  private PacketParser() {}

  /**
   * Reads a text packet.
   *
   * @throws MalformedPacketException where it is none
   */
  static EnginePacket parse(String text) throws MalformedPacketException {
    if (text.isEmpty()) {
      throw new MalformedPacketException("the packet is empty");
    }
    char type = text.charAt(0);
    if (type == '4') {
      return new Cursor(text).message();
    }
    return switch (text) {
      case "1" -> new EnginePacket.Close();
      case "2probe" -> new EnginePacket.Probe();
      case "3" -> new EnginePacket.Pong();
      case "5" -> new EnginePacket.Upgrade();
      case "6" -> new EnginePacket.Noop();
      default -> throw new MalformedPacketException("the packet type is none a client may send");
    };
  }

  /** One pass over the text of a Socket.IO packet. */
  private static final class Cursor {
    private final String text;
    private int at = 1;

    private Cursor(String text) {
      this.text = text;
    }

    private EnginePacket.Message message() throws MalformedPacketException {
      if (at >= text.length()) {
        throw new MalformedPacketException("the Socket.IO packet has no type");
      }
      char type = text.charAt(at++);
      int attachments = type == '5' || type == '6' ? attachments() : 0;
      String namespace = namespace();
      Long ackId = ackId();
      Object payload = payload();
      return switch (type) {
        case '0' -> connect(namespace, ackId, payload);
        case '1' -> disconnect(namespace, ackId, payload);
        case '2' -> event(namespace, ackId, payload);
        case '3' -> ack(namespace, ackId, payload);
        case '5' -> new Announced(namespace, attachments, event(namespace, ackId, payload));
        case '6' -> new Announced(namespace, attachments, ack(namespace, ackId, payload));
        default -> throw new MalformedPacketException("the Socket.IO packet type is unknown");
      };
    }

    private int attachments() throws MalformedPacketException {
      String digits = digits();
      if (digits.isEmpty()
          || digits.length() > 3
          || at >= text.length()
          || text.charAt(at) != '-') {
        throw new MalformedPacketException("the number of attachments is missing");
      }
      at++;
      int attachments = Integer.parseInt(digits);
      if (attachments < 1 || attachments > MOST_ATTACHMENTS) {
        throw new MalformedPacketException(
            "the number of attachments is not between 1 and " + MOST_ATTACHMENTS);
      }
      return attachments;
    }

    private String namespace() {
      if (at >= text.length() || text.charAt(at) != '/') {
        return "";
      }
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      String namespace = text.substring(at, end);
      at = comma < 0 ? end : end + 1;
      int query = namespace.indexOf('?');
      String bare = query < 0 ? namespace : namespace.substring(0, query);
      return bare.equals("/") ? "" : bare;
    }

    private @Nullable Long ackId() throws MalformedPacketException {
      String digits = digits();
      if (digits.isEmpty()) {
        return null;
      }
      if (digits.length() > 10 || Long.parseLong(digits) > LARGEST_ACK_ID) {
        throw new MalformedPacketException("the ack id is over " + LARGEST_ACK_ID);
      }
      return Long.valueOf(digits);
    }

    private String digits() {
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      return text.substring(start, at);
    }

    /** The payload as plain Java values, or this cursor where there is none. */
    private Object payload() throws MalformedPacketException {
      if (at == text.length()) {
        return this;
      }
      try {
        Object value = JSON.readValue(text.substring(at));
        return value == null ? NULL : value;
      } catch (JsonProcessingException e) {
        throw new MalformedPacketException("the payload is not JSON");
      }
    }

    private EnginePacket.Message connect(String namespace, @Nullable Long ackId, Object payload)
        throws MalformedPacketException {
      if (ackId != null || payload != this && !(payload instanceof Map)) {
        throw new MalformedPacketException("the payload of CONNECT is not an object");
      }
      return new Connect(namespace, payload == this ? null : payload);
    }

    private EnginePacket.Message disconnect(String namespace, @Nullable Long ackId, Object payload)
        throws MalformedPacketException {
      if (ackId != null || payload != this) {
        throw new MalformedPacketException("DISCONNECT has a payload");
      }
      return new Disconnect(namespace);
    }

    @SuppressWarnings("unchecked")
    private EnginePacket.Message event(String namespace, @Nullable Long ackId, Object payload)
        throws MalformedPacketException {
      if (!(payload instanceof List<?> list) || list.isEmpty()) {
        throw new MalformedPacketException("the payload of EVENT is not a list with a name");
      }
      Object name = list.get(0);
      if (!(name instanceof String || name instanceof Number)) {
        throw new MalformedPacketException("the name of the event is neither string nor number");
      }
      if (RESERVED.contains(name)) {
        throw new MalformedPacketException("the name of the event is one that Socket.IO reserves");
      }
      return new Event(
          namespace, ackId, name.toString(), (List<Object>) list.subList(1, list.size()));
    }

    @SuppressWarnings("unchecked")
    private EnginePacket.Message ack(String namespace, @Nullable Long ackId, Object payload)
        throws MalformedPacketException {
      if (ackId == null || !(payload instanceof List<?> list)) {
        throw new MalformedPacketException("ACK lacks its id or its list");
      }
      return new Ack(namespace, ackId, (List<Object>) list);
    }
  }

  /** Stands for a JSON null, so that it can be told from no payload at all. */
  private static final Object NULL = new Object();
}
