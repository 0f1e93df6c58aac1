package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.event.WireTime;
import java.time.Instant;

/** The call that says how the server is doing. */
final class HealthCall {

  private final Service service;
  private final Instant since;

  HealthCall(Service service) {
    this.service = service;
    this.since = service.clock().instant();
  }

  Reply tell() {
    ObjectNode health =
        Answers.JSON
            .createObjectNode()
            .put("status", "up")
            .put("since", WireTime.of(since))
            .put("now", WireTime.of(service.clock().instant()));
    Answers.source(health, service.source());
    return Reply.ok(
        health
            .put("guilds", service.directory().guilds().size())
            .put("connections", service.sessions().all().size()));
  }
}
