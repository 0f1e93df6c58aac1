package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.bus.Peer;
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
            .put("status", Fleets.status(service.fleet()))
            .put("since", WireTime.of(since))
            .put("now", WireTime.of(service.clock().instant()));
    Answers.source(health, service.source());
    health
        .put("guilds", service.directory().guilds().size())
        .put("connections", service.sessions().all().size());
    Fleet fleet = service.fleet();
    if (fleet != null) {
      health.put("server", fleet.own());
      Fleets.redis(health, fleet);
      Answers.servers(health, fleet.peers().live().stream().map(Peer::name).toList());
      Fleets.shards(health, fleet);
    }
    return Reply.ok(health);
  }
}
