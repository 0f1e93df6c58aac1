package dev.spywatcher.load.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.CpuTime;
import dev.spywatcher.load.machine.LiveHeap;
import java.io.IOException;
import java.time.Duration;

/**
 * What the server takes of this machine, where {@code -Dpid} names its process; a run with a server
 * of its own knows it.
 */
final class ServerCost {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Service service;

  ServerCost(Service service) {
    this.service = service;
  }

  /** Whether the process is known; where it is not, every cost is 0. */
  boolean known() {
    return Settings.pid() > 0;
  }

  /** CPU time that it has taken so far. */
  Duration cpuTime() throws MeasurementException {
    return known() ? CpuTime.of(Settings.pid()) : Duration.ZERO;
  }

  /**
   * Bytes of heap in use after a full collection: of a JVM as its own tools say, of another server
   * as {@code GET /control/memory} says; 0 where the process is not known.
   *
   * @throws MeasurementException where nobody says
   */
  long liveHeap() throws MeasurementException {
    if (!known()) {
      return 0;
    }
    long pid = Settings.pid();
    if (ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .orElse("")
        .endsWith("java")) {
      return LiveHeap.of(pid);
    }
    try {
      long used =
          JSON.readTree(service.control().call("GET", "/control/memory", ""))
              .path("heapUsed")
              .longValue();
      if (used <= 0) {
        throw new MeasurementException("GET /control/memory: tells no heapUsed");
      }
      return used;
    } catch (IOException e) {
      throw new MeasurementException(String.valueOf(e.getMessage()), e);
    }
  }
}
