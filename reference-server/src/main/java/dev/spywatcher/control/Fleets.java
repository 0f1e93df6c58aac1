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
    return fleet == null || fleet.together() ? "up" : "degraded";
  }

  /**
   * Whether Redis is there, and since when: {@code up}, {@code away}, or {@code joining} where it
   * is back and this server still about to leave to others what it took in alone.
   */
  static void redis(ObjectNode answer, Fleet fleet) {
    String joined = fleet.together() ? "up" : "joining";
    answer
        .putObject("redis")
        .put("state", fleet.peers().joined() ? joined : "away")
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
