package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import java.time.Instant;

/** Timestamps are milliseconds since 1970 (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class TimestampsAsNumbers extends PayloadFault {

  TimestampsAsNumbers(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (payload.path("timestamp").isTextual()) {
      payload.put("timestamp", Instant.parse(payload.get("timestamp").asText()).toEpochMilli());
    }
  }
}
