package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;

/** Timestamps end in +00:00 in place of Z (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class TimestampsWithOffset extends PayloadFault {

  TimestampsWithOffset(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (payload.path("timestamp").isTextual()) {
      payload.put("timestamp", payload.get("timestamp").asText().replace("Z", "+00:00"));
    }
  }
}
