package dev.spywatcher.cli;

import dev.spywatcher.server.ServerOptions;

/**
 * The ports of several servers: each has the next ones after those of the server before. Where the
 * ports for clients would meet those for control, both are counted by twos: 3001 and 3002, 3003 and
 * 3004, 3005 and 3006.
 *
 * @param first port for clients of the first server; 0 for any free one, of each
 * @param firstControl the same of its control API
 */
record ClusterPorts(int first, int firstControl, int servers) {

  private static final int LAST = 65_535;

  /**
   * Ports for that many servers.
   *
   * @throws CommandFailure where there are not so many, or they meet
   */
  static ClusterPorts of(ServerOptions options, int servers) {
    ClusterPorts ports = new ClusterPorts(options.port(), options.controlPort(), servers);
    if (ports.step() == 0) {
      throw CommandFailure.usage(
          "--control-port: %d is one of the ports for clients, which go up from %d; leave room for %d"
              .formatted(options.controlPort(), options.port(), servers));
    }
    check("--port", ports.port(servers - 1));
    check("--control-port", ports.controlPort(servers - 1));
    return ports;
  }

  private static void check(String option, int last) {
    if (last > LAST) {
      throw CommandFailure.usage(
          "%s: leaves too few ports, the last would be %d; begin lower, or with 0 for any free ones"
              .formatted(option, last));
    }
  }

  /** From one server to the next; 0 where no step keeps the two kinds apart. */
  private int step() {
    int apart = Math.abs(firstControl - first);
    if (first == 0 || firstControl == 0 || apart >= servers) {
      return 1;
    }
    return apart % 2 == 1 ? 2 : 0;
  }

  /** Port for clients of a server, counted from 0. */
  int port(int server) {
    return first == 0 ? 0 : first + server * step();
  }

  /** Port of its control API. */
  int controlPort(int server) {
    return firstControl == 0 ? 0 : firstControl + server * step();
  }
}
