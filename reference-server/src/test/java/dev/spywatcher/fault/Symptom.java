package dev.spywatcher.fault;

import dev.spywatcher.server.ServerOptions;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a fault shows.
 *
 * @param parameters what the fault is switched on with, JSON
 * @param options of the server
 */
record Symptom(
    String fault, String parameters, UnaryOperator<ServerOptions.Builder> options, Probe probe) {

  /** Looks at a server, and tells what it sees. */
  interface Probe {
    List<String> look(World world);
  }

  @Override
  public String toString() {
    return fault;
  }
}
