package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.OwnThreads;
import dev.spywatcher.server.WebSocketClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that take their time, and what goes on beside them. */
@Timeout(60)
class WaitingTest {

  private Tester tester;
  private String guild;

  @BeforeEach
  void startServer() throws Exception {
    tester = new Tester();
    guild = tester.announceGuild();
  }

  @AfterEach
  void stopServer() {
    tester.close();
  }

  private void happens() {
    assertThat(tester.post("/control/events", Tester.message(guild)).status()).isEqualTo(202);
  }

  private CompletableFuture<Answer> waitFor(int count, String timeout) {
    return tester.getting(
        "/control/messages/wait?event=message:new&guild=%s&count=%d&timeout=%s"
            .formatted(guild, count, timeout));
  }

  @Test
  void whatWasSentAlreadyIsNotWaitedFor() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      happens();
      happens();
    }

    Answer answer = waitFor(2, "20s").get(5, TimeUnit.SECONDS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("matched").asInt()).isEqualTo(2);
    assertThat(answer.body().get("messages")).hasSize(2);
  }

  @Test
  void everyoneWhoWaitsIsToldWhenEnoughWasSent() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      List<CompletableFuture<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        waiting.add(waitFor(2, "20s"));
      }

      happens();
      happens();

      for (CompletableFuture<Answer> one : waiting) {
        assertThat(one.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void theWaitTimesOutAndTellsHowFarItGot() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      happens();
    }

    Answer answer = waitFor(3, "50ms").get(10, TimeUnit.SECONDS);

    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.code()).isEqualTo("timeout");
    assertThat(answer.message()).contains("1 of 3", "50ms", "subscribed");
  }

  @Test
  void whatWasSentToNobodyIsNotCounted() throws Exception {
    happens();

    assertThat(waitFor(1, "50ms").get(10, TimeUnit.SECONDS).status()).isEqualTo(408);
  }

  @Test
  void noneIsReachedAtOnce() throws Exception {
    assertThat(waitFor(0, "20s").get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void moreCallsThanAreServedAtOnceAreAllAnswered() throws Exception {
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiting.add(waitFor(1, "500ms"));
    }

    for (CompletableFuture<Answer> one : waiting) {
      assertThat(one.get(15, TimeUnit.SECONDS).status()).isIn(408, 503);
    }
    assertThat(tester.get("/health").status()).isEqualTo(200);
  }

  private static void awaitWaits(Tester tester, int count) {
    await()
        .untilAsserted(
            () ->
                assertThat(tester.text("/metrics"))
                    .contains("\nspywatcher_control_waits " + count + ".0\n"));
  }

  @Test
  void callsThatWaitHoldUpNoOther() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      List<CompletableFuture<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waiting.add(waitFor(1, "30s"));
      }
      awaitWaits(tester, 200);

      long begun = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        assertThat(tester.get("/health").status()).isEqualTo(200);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      assertThat(waiting).noneMatch(CompletableFuture::isDone);

      happens();
      for (CompletableFuture<Answer> one : waiting) {
        assertThat(one.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      awaitWaits(tester, 0);
    }
  }

  @Test
  void moreWaitsThanAreKeptAreRefused() throws Exception {
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      waiting.add(waitFor(1, "30s"));
    }
    awaitWaits(tester, 512);

    Answer answer = waitFor(1, "30s").get(10, TimeUnit.SECONDS);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("too_many_waits");
    assertThat(answer.message()).contains("512");
    assertThat(waiting).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void theNumberOfTheLastEntryTellsWhereToGoOn() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      happens();
      long last = tester.get("/control/messages?event=none").body().get("lastSeq").asLong();
      CompletableFuture<Answer> waiting =
          tester.getting("/control/messages/wait?event=message:new&timeout=20s&since=" + last);
      awaitWaits(tester, 1);

      happens();

      Answer answer = waiting.get(10, TimeUnit.SECONDS);
      assertThat(answer.body().get("matched").asInt()).isEqualTo(1);
      assertThat(answer.body().get("messages").get(0).get("seq").asLong()).isGreaterThan(last);
    }
  }

  @Test
  void advancingTheClockMovesThePresent() {
    Instant before = now();

    Answer answer = tester.post("/control/clock/advance", "{\"by\":\"1h\"}");

    assertThat(answer.status()).isEqualTo(200);
    Instant told = Instant.parse(answer.body().get("now").asText());
    assertThat(told).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
    assertThat(now()).isAfterOrEqualTo(told);
  }

  @Test
  void advancingTheClockByNothingIsFine() {
    assertThat(tester.post("/control/clock/advance", "{\"by\":\"0s\"}").status()).isEqualTo(200);
  }

  @Test
  void theClockMayBeAdvancedByAMonthAtOnce() {
    assertThat(tester.post("/control/clock/advance", "{\"by\":\"30d\"}").status()).isEqualTo(200);
  }

  private Instant now() {
    return Instant.parse(tester.get("/health").body().get("now").asText());
  }

  @Test
  void aResetForgetsGuildsMessagesAndSubscriptions() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      happens();
      client.await("42[\"message:new\"");

      assertThat(tester.post("/control/reset", "").status()).isEqualTo(204);

      assertThat(tester.get("/control/guilds").body()).isEmpty();
      assertThat(tester.get("/control/messages").body().get("matched").asInt()).isZero();
      assertThat(tester.get("/health").body().get("connections").asInt()).isEqualTo(1);
      tester.announceGuild(guild);
      happens();
      assertThat(
              tester
                  .get("/control/messages?event=message:new")
                  .body()
                  .get("messages")
                  .get(0)
                  .get("recipients")
                  .asInt())
          .isZero();
      client.subscribe(guild);
      happens();
      client.await("42[\"message:new\"");
    }
  }

  @Test
  void connectionsAreCounted() throws Exception {
    try (WebSocketClient client = tester.subscriber(guild)) {
      assertThat(client).isNotNull();
      assertThat(tester.get("/health").body().get("connections").asInt()).isEqualTo(1);
    }

    await()
        .untilAsserted(
            () -> assertThat(tester.get("/health").body().get("connections").asInt()).isZero());
  }

  @Test
  void closingDoesNotWaitForACallThatWaits() throws Exception {
    OwnThreads threads = new OwnThreads();
    Tester other = threads.call(Tester::new);
    CompletableFuture<Answer> waiting = other.getting("/control/messages/wait?timeout=10m");
    awaitWaits(other, 1);
    long begun = System.nanoTime();

    other.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    // Whether the answer still gets out or the connection ends first is open.
    assertThat(waiting.handle((answer, failure) -> answer == null ? 503 : answer.status()))
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo(503);
  }

  @Test
  void closingDoesNotLeaveACallBehindThatAdvancesTheClock() throws Exception {
    OwnThreads threads = new OwnThreads();
    CountDownLatch release = new CountDownLatch(1);
    Tester other = threads.call(() -> new Tester(new StuckSource(release)));
    CompletableFuture<Answer> advancing =
        other.calling(
            other
                .request("/control/clock/advance")
                .POST(BodyPublishers.ofString("{\"by\":\"1h\"}")));
    threads.awaitHeldUp(1, ClockCalls.class, "advance");

    Future<?> closing =
        threads.start(
            () -> {
              other.close();
              return "closed";
            });
    release.countDown();

    closing.get();
    threads.awaitNone();
    assertThat(advancing.handle((answer, failure) -> "over")).succeedsWithin(Duration.ofSeconds(5));
  }
}
