package dev.spywatcher.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import java.util.function.Consumer;

/** Changes what an event holds. */
final class Payloads {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Payloads() {}

  /** The event with its payload changed. */
  static EncodedEvent changed(EncodedEvent event, Consumer<ObjectNode> edit) {
    try {
      ObjectNode payload = (ObjectNode) JSON.readTree(event.payload());
      edit.accept(payload);
      return EncodedEvent.of(event.name(), event.guildId(), JSON.writeValueAsString(payload));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
