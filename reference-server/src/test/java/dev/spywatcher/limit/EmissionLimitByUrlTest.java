package dev.spywatcher.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.abuse.Background;
import dev.spywatcher.abuse.PollingClient;
import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What the limits on a client's own requests look like to it (LIM-3, LIM-7). */
class EmissionLimitByUrlTest {

  private static final String TOO_MUCH = "42[\"error\",{\"message\":\"Rate limit exceeded\"}]";
  private static final String DONE = "437[{\"ok\":true}]";
  private static final String REQUEST = "427[\"unsubscribe:guild\",\"g\"]";
  private static final int RATE = 20;

  private static RunningServer server() {
    RunningServer server = RunningServer.start(options -> options.eventRate(RATE));
    server.guild("g", "u");
    return server;
  }

  private static void send(WebSocketClient client, int packets) {
    client.sendAll(Collections.nCopies(packets, REQUEST));
  }

  /** What comes until so many requests after a pause have been answered. */
  private static List<String> answersBeforeAPause(RunningServer server, WebSocketClient client) {
    assertThat(client.awaitRead()).isTrue();
    server.advance(Duration.ofSeconds(3));
    client.send("428[\"unsubscribe:guild\",\"g\"]");
    List<String> answers = new ArrayList<>();
    for (String next = client.packet();
        !next.equals("438[{\"ok\":true}]");
        next = client.packet()) {
      answers.add(next);
    }
    return answers;
  }

  @Test
  void whatIsBeyondTheBurstIsDroppedWithOneError() {
    try (RunningServer server = server();
        WebSocketClient client = WebSocketClient.connect(server, "u")) {
      server.advance(Duration.ofSeconds(3));
      long start = System.nanoTime();
      send(client, 500);
      List<String> answers = answersBeforeAPause(server, client);
      double seconds = (System.nanoTime() - start) / 1e9;

      assertThat(answers).containsOnly(DONE, TOO_MUCH);
      assertThat(Collections.frequency(answers, DONE))
          .isBetween(2 * RATE, (int) (2 * RATE + seconds * RATE) + 1);
      assertThat(Collections.frequency(answers, TOO_MUCH)).isBetween(1, (int) seconds + 1);
    }
  }

  @Test
  void whatIsWithinTheRateGoesOnWorkingAfterIt() {
    try (RunningServer server = server();
        WebSocketClient client = WebSocketClient.connect(server, "u")) {
      send(client, 500);
      answersBeforeAPause(server, client);
      server.advance(Duration.ofSeconds(1));

      send(client, RATE);

      for (int i = 0; i < RATE; i++) {
        assertThat(client.packet()).isEqualTo(DONE);
      }
      client.subscribe("g");
      server.message("g", "u");
      assertThat(client.packet()).startsWith("42[\"message:new\"");
    }
  }

  @Test
  void whoIsThrottledStillReceivesItsEvents() {
    try (RunningServer server = server();
        WebSocketClient client = WebSocketClient.connect(server, "u").subscribe("g")) {
      client.sendAll(Collections.nCopies(500, "42[\"nothing\"]"));
      server.message("g", "u");

      String packet = client.packet();
      while (packet.equals(TOO_MUCH)) {
        packet = client.packet();
      }
      assertThat(packet).startsWith("42[\"message:new\"");
    }
  }

  @Test
  void whoFloodsForTenSecondsIsDisconnectedForGood() {
    try (RunningServer server = server();
        WebSocketClient flooder = WebSocketClient.connect(server, "u");
        WebSocketClient other = WebSocketClient.connect(server, "u").subscribe("g")) {
      long start = System.nanoTime();
      Duration advanced = Duration.ZERO;
      Thread flood = new Thread(() -> flood(flooder), "flood");
      flood.start();
      while (flood.isAlive()) {
        server.advance(Duration.ofMillis(100));
        advanced = advanced.plusMillis(100);
      }
      long seconds = advanced.plusNanos(System.nanoTime() - start).toSeconds();

      List<String> packets = flooder.packetsUntilEnd();
      assertThat(packets).endsWith("41");
      assertThat(Collections.frequency(packets, "41")).isOne();
      assertThat(Collections.frequency(packets, TOO_MUCH)).isBetween(8, (int) seconds + 1);
      assertThat(seconds).isGreaterThanOrEqualTo(10);
      other.assertServed();
    }
  }

  /** Sends far more than allowed until the connection ends. */
  private static void flood(WebSocketClient client) {
    while (client.sendAll(Collections.nCopies(200, "42[\"nothing\"]"))) {
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Test
  void aFloodOnPollingEndsTheSame() {
    try (RunningServer server = server()) {
      PollingClient flooder = PollingClient.connect(server, "u");
      String payload = String.join("\u001e", Collections.nCopies(200, "42[\"nothing\"]"));
      AtomicBoolean ended = new AtomicBoolean();
      Thread flood =
          new Thread(
              () -> {
                while (!ended.get()) {
                  flooder.post(payload);
                }
              },
              "flood");
      flood.start();
      CompletableFuture<Void> time =
          Background.run(
              () -> {
                for (int tenth = 0; tenth < 110; tenth++) {
                  server.advance(Duration.ofMillis(100));
                }
              });

      List<String> received = new ArrayList<>();
      for (String packet = flooder.packet(); !packet.equals("1"); packet = flooder.packet()) {
        received.add(packet);
      }
      ended.set(true);

      assertThat(received).endsWith("41").contains(TOO_MUCH);
      assertThat(flooder.poll().status()).isEqualTo(400);
      time.join();
    }
  }

  @Test
  void eachClientHasARateOfItsOwn() {
    try (RunningServer server = server();
        WebSocketClient flooder = WebSocketClient.connect(server, "u");
        WebSocketClient other = WebSocketClient.connect(server, "u")) {
      send(flooder, 500);
      send(other, RATE);

      for (int i = 0; i < RATE; i++) {
        assertThat(other.packet()).isEqualTo(DONE);
      }
    }
  }

  @Test
  void aSubscriptionMoreThanAllowedIsAnErrorAndChangesNothing() {
    try (RunningServer server = RunningServer.start(options -> options.maxSubscriptions(2))) {
      for (String guild : List.of("a", "b", "c")) {
        server.guild(guild, "u");
      }
      try (WebSocketClient client =
          WebSocketClient.connect(server, "u").subscribe("a").subscribe("b")) {
        client.send("420[\"subscribe:guild\",\"c\"]");
        assertThat(client.packet())
            .isEqualTo("42[\"error\",{\"message\":\"Too many subscriptions\"}]");
        assertThat(client.packet())
            .isEqualTo("430[{\"ok\":false,\"message\":\"Too many subscriptions\"}]");
        client.send("420[\"subscribe:analytics\",\"a\"]");
        assertThat(client.packet()).contains("Too many subscriptions");
        assertThat(client.packet()).contains("Too many subscriptions");

        client.subscribe("a").subscribe("b");
        server.message("c", "u");
        server.message("b", "u");
        assertThat(client.packet()).startsWith("42[\"message:new\"");
        client.assertServed();

        client.send("42[\"unsubscribe:guild\",\"a\"]").subscribe("c");
        server.message("c", "u");
        assertThat(client.packet()).startsWith("42[\"message:new\"");
      }
    }
  }
}
