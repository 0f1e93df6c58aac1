package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who takes its time over a request is cut off, however it spends it. */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SlowRequestTest {

  /** The server waits for thirty seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "GET ",
          "GET /socket.io/?EIO=4&",
          "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nX-Slow: ",
          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nUpgrade: websocket\r\nA: ",
          "POST /socket.io/?EIO=4&transport=polling&sid=x HTTP/1.1\r\nContent-Length: 900\r\n\r\n",
          "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3",
          "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nContent-Length: 900\r\n\r\n");

  private RunningServer server;

  @BeforeAll
  void start() {
    server = RunningServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void neitherSilenceNorAByteASecondIsWaitedForMuchLongerThanAnHonestRequestTakes() {
    PollingClient client = PollingClient.connect(server, "u");
    List<Wire> slow =
        Stream.concat(
                Stream.of("POST " + client.target() + " HTTP/1.1\r\nContent-Length: 900\r\n\r\n"),
                BEGINNINGS.stream())
            .map(beginning -> Wire.to(server.address()).write(beginning))
            .toList();
    List<Wire> silent =
        BEGINNINGS.stream().map(beginning -> Wire.to(server.address()).write(beginning)).toList();
    CompletableFuture<Void> dripping = drip(slow);

    assertThat(slow).allSatisfy(wire -> assertThat(wire.endsWithin(PATIENCE)).isTrue());
    assertThat(silent).allSatisfy(wire -> assertThat(wire.endsWithin(PATIENCE)).isTrue());
    assertThat(dripping).succeedsWithin(PATIENCE);
    await()
        .untilAsserted(
            () ->
                assertThat(server.innards().clients())
                    .containsEntry("sessions", 0)
                    .containsEntry("slots of addresses", 0)
                    .containsEntry("connections", 0));
  }

  /** Sends a byte a second until the connections are gone. */
  private static CompletableFuture<Void> drip(List<Wire> wires) {
    return Background.run(
        () -> {
          while (wires.stream().filter(wire -> wire.tryWrite(new byte[] {'x'})).count() > 0) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
          }
        });
  }

  @Test
  void aConnectionThatWasAnsweredIsNotKeptOpen() {
    for (String request :
        new String[] {
          Requests.get(Requests.POLLING),
          Requests.get("/elsewhere"),
          Requests.post(Requests.POLLING + "&sid=x", "4".repeat(100_000)),
          Requests.request(
              "OPTIONS",
              Requests.POLLING,
              "",
              "Origin: https://app.example",
              "Access-Control-Request-Method: POST")
        }) {
      try (Wire wire = Wire.to(server.address())) {
        assertThat(wire.exchange(request).status()).isNotZero();
        assertThat(wire.endsWithin(Duration.ofSeconds(8))).as(request).isTrue();
      }
    }
  }

  @Test
  void whoDoesNotReadItsAnswerIsCutOff() {
    try (RunningServer own = RunningServer.start()) {
      own.guild("g", "u");
      PollingClient client = PollingClient.connect(own, "u").subscribe("g");
      // More than the buffers of the system take; an answer holds 256 KiB of it.
      own.messages("g", "u", 3_000);
      Wire.narrow(own.address()).write(Requests.get(client.target()));

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(own.innards().clients()).containsEntry("connections", 0));
    }
  }
}
