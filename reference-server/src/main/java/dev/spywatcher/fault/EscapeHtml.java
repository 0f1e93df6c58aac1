package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** Names are escaped for HTML (EVT-8). */
final class EscapeHtml extends PayloadFault {

  EscapeHtml(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    String name = payload.path("username").asText("");
    if (!name.isEmpty()) {
      payload.put("username", name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
  }
}
