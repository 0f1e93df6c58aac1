package dev.spywatcher.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.WireTime;
import java.time.Instant;

/** Timestamps are in the past (EVT-1, EVT-2, EVT-3, EVT-4, EVT-5). */
final class ShiftTimestamps extends PayloadFault {

  ShiftTimestamps(Setup setup) {
    super(setup);
  }

  @Override
  void edit(EncodedEvent event, ObjectNode payload) {
    if (payload.path("timestamp").isTextual()) {
      payload.put(
          "timestamp",
          WireTime.of(
              Instant.parse(payload.get("timestamp").asText()).minus(settings.duration("by"))));
    }
  }
}
