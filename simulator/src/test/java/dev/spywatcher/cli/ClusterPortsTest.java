package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.server.ServerOptions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPortsTest {

  private static ClusterPorts ports(int port, int controlPort, int servers) {
    return ClusterPorts.of(
        ServerOptions.builder().port(port).controlPort(controlPort).build(), servers);
  }

  @ParameterizedTest
  @CsvSource({
    "3001, 3002, 3, 3001/3002 3003/3004 3005/3006",
    "3001, 4001, 3, 3001/4001 3002/4002 3003/4003",
    "3001, 3004, 3, 3001/3004 3002/3005 3003/3006",
    "4000, 3999, 2, 4000/3999 4002/4001",
    "0, 0, 2, 0/0 0/0",
    "0, 3002, 2, 0/3002 0/3003",
    "3001, 3002, 1, 3001/3002"
  })
  void portsAreCountedUpAndKeptApart(int port, int controlPort, int servers, String expected) {
    ClusterPorts ports = ports(port, controlPort, servers);

    assertThat(
            IntStream.range(0, servers)
                .mapToObj(server -> ports.port(server) + "/" + ports.controlPort(server))
                .toList())
        .isEqualTo(java.util.List.of(expected.split(" ")));
  }

  @Test
  void portsThatMeetAreRefused() {
    assertThatThrownBy(() -> ports(3001, 3003, 3))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "--control-port: 3003 is one of the ports for clients, which go up from 3001; leave room"
                + " for 3");
  }

  @Test
  void portsThatThereAreNotAreRefused() {
    assertThatThrownBy(() -> ports(65_534, 3002, 3))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("--port: leaves too few ports, the last would be 65536;");
  }
}
