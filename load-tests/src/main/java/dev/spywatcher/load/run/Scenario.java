package dev.spywatcher.load.run;

import dev.spywatcher.load.simulation.Cluster;
import dev.spywatcher.load.simulation.ConnectionLimits;
import dev.spywatcher.load.simulation.EmitFlood;
import dev.spywatcher.load.simulation.FanOut;
import dev.spywatcher.load.simulation.ReconnectStorm;
import dev.spywatcher.load.simulation.Settings;
import dev.spywatcher.load.simulation.Soak;
import dev.spywatcher.load.simulation.Throttle;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The simulations by name, and how a server is started for each. */
enum Scenario {
  THROTTLE(
      Throttle.class, "busy guilds: the throttle of analytics", "analytics-interval", "30s", "4s"),
  FAN_OUT(FanOut.class, "subscribers times rate, up to what is held"),
  RECONNECT_STORM(
      ReconnectStorm.class,
      "everybody is dropped and comes back",
      "max-connections-per-ip",
      "20",
      "20"),
  CONNECTION_LIMITS(
      ConnectionLimits.class,
      "exactly the allowed of each address are let in",
      "connection-rate",
      "60",
      "12",
      "max-connections-per-ip",
      "20",
      "5"),
  EMIT_FLOOD(
      EmitFlood.class,
      "the throttle of a client's emissions",
      "event-rate",
      "10",
      "10",
      "event-burst",
      "20",
      "20"),
  SOAK(Soak.class, "heap, open files and sessions stay level"),
  CLUSTER(Cluster.class, "several servers are one service", "analytics-interval", "30s", "4s");

  private final Class<? extends Simulation> type;
  private final String what;

  /**
   * In threes: an option of {@code serve} that is also a setting, its usual and its small value.
   */
  private final List<String> limits;

  Scenario(Class<? extends Simulation> type, String what, String... limits) {
    this.type = type;
    this.what = what;
    this.limits = List.of(limits);
  }

  /** The simulation of that name. */
  static Scenario named(String name) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.type.getSimpleName().equalsIgnoreCase(name))
        .findAny()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is no simulation; there are " + names()));
  }

  static String names() {
    return Arrays.stream(values())
        .map(scenario -> scenario.type.getSimpleName())
        .collect(Collectors.joining(", "));
  }

  Class<? extends Simulation> type() {
    return type;
  }

  String what() {
    return what;
  }

  /** What the server must be configured with: options of {@code serve} that are settings too. */
  Map<String, String> limits() {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i < limits.size(); i += 3) {
      values.put(limits.get(i), Settings.text(limits.get(i), limits.get(i + 1), limits.get(i + 2)));
    }
    return values;
  }

  /** Options of {@code serve} for a server of its own. */
  List<String> serveOptions() {
    List<String> options = new ArrayList<>(List.of("--profile", "load"));
    limits().forEach((name, value) -> options.addAll(List.of("--" + name, value)));
    return options;
  }
}
