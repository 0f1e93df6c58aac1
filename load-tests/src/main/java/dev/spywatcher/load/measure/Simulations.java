package dev.spywatcher.load.measure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.report.Figure;
import java.util.Map;

/**
 * {@code ReconnectStorm} and {@code FanOut} against a server. Their clients come back at once, so
 * that the server is measured and not the official client's wait, and all from addresses of their
 * own, as bare Netty and Node limit none.
 */
final class Simulations {

  private static final String DROP = "transport-close";

  private final Subject subject;

  Simulations(Subject subject) {
    this.subject = subject;
  }

  /** Everybody is dropped three times; the last counts, by when a JVM has compiled most of it. */
  void reconnectStorm() throws MeasurementException, InterruptedException {
    JsonNode found =
        run(
            "ReconnectStorm",
            Map.of(
                "subscribers",
                Integer.toString(subject.size().stormClients()),
                "how",
                String.join(",", DROP, DROP, DROP),
                "come-back",
                "at-once",
                "max-connections-per-ip",
                "none"));
    found(Figure.SIMULATED_CONNECT_CPU, found, "connect_cpu_ms");
    found(Figure.SIMULATED_HEAP, found, "heap_kb_per_connection");
    found(Figure.SIMULATED_STORM, found, "transport_close_3_back_99_ms");
    found(Figure.SIMULATED_RETURN_CPU, found, "transport_close_3_cpu_ms_per_return");
  }

  /** The same number of deliveries a second to few and to many. */
  void fanOut() throws MeasurementException, InterruptedException {
    String few = "200x" + subject.size().deliveriesPerSecond() / 200;
    String many = "1000x" + subject.size().deliveriesPerSecond() / 1_000;
    JsonNode found =
        run(
            "FanOut",
            Map.of(
                "steps",
                few + "," + many,
                "step",
                subject.size().step().toSeconds() + "s",
                "guilds",
                "1",
                // How late is a figure here, not a verdict.
                "held",
                "10s"));
    found(Figure.CPU_200, found, "step_" + few + "_cpu_us_per_delivery");
    found(Figure.P50_200, found, "step_" + few + "_p50_ms");
    found(Figure.P99_200, found, "step_" + few + "_p99_ms");
    found(Figure.CPU_1000, found, "step_" + many + "_cpu_us_per_delivery");
    found(Figure.P50_1000, found, "step_" + many + "_p50_ms");
    found(Figure.P99_1000, found, "step_" + many + "_p99_ms");
  }

  private JsonNode run(String simulation, Map<String, String> settings)
      throws MeasurementException, InterruptedException {
    return SimulationRun.of(simulation, subject.server(), subject.secret(), settings);
  }

  private void found(Figure figure, JsonNode measures, String key) throws MeasurementException {
    if (!measures.has(key)) {
      throw new MeasurementException(figure.label().strip() + ": was not reached");
    }
    subject.found(figure, measures.path(key).asDouble());
  }
}
