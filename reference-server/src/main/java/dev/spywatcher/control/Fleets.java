package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.bus.Peer;
import dev.spywatcher.bus.Shards;
import dev.spywatcher.event.WireTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the control API tells of the servers of a service. */
final class Fleets {

  private Fleets() {}

  /** {@code up}, or {@code degraded} while Redis is away and this server alone. */
  static String status(@Nullable Fleet fleet) {
    return fleet == null || fleet.peers().joined() ? "up" : "degraded";
  }

  /** Whether Redis is there, and since when. */
  static void redis(ObjectNode answer, Fleet fleet) {
    answer
        .putObject("redis")
        .put("state", fleet.peers().joined() ? "up" : "away")
        .put("since", WireTime.of(fleet.since().get()));
  }

  /** Which shards this server takes in; all of them while it is alone. */
  static void shards(ObjectNode answer, Fleet fleet) {
    Shards shards = fleet.shards();
    if (shards != null) {
      ArrayNode held = answer.putObject("shards").put("of", shards.count()).putArray("held");
      held(fleet).forEach(held::add);
    }
  }

  static Set<Integer> held(Fleet fleet) {
    Shards shards = fleet.shards();
    return shards == null ? Set.of() : shards.held();
  }

  /** All of it, with where the consoles of the others are. */
  static void service(ObjectNode answer, Fleet fleet) {
    ObjectNode service = answer.putObject("service").put("server", fleet.own());
    redis(service, fleet);
    shards(service, fleet);
    ArrayNode servers = service.putArray("servers");
    for (Peer peer : fleet.peers().live()) {
      servers
          .addObject()
          .put("name", peer.name())
          .put("controlUrl", peer.controlUrl().toString())
          .put("pid", peer.pid());
    }
  }
}
