package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** Names lose all but the letters of ASCII (EVT-8). */
final class StripNames extends PayloadFault {

  StripNames(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    String name = payload.path("username").asText("");
    if (!name.isEmpty()) {
      payload.put("username", name.replaceAll("[^ -~]", ""));
    }
  }
}
