package dev.spywatcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a source sees of the server, and what reaches the clients of it. */
@Timeout(60)
class SourceTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final OwnThreads threads = new OwnThreads();
  private final CompletableFuture<SourceContext> attached = new CompletableFuture<>();
  private final ScriptedSource source =
      new ScriptedSource()
          .onStart(
              context -> {
                attached.complete(context);
                announce(context);
              });
  private final CountDownLatch release = new CountDownLatch(1);
  private SpyWatcherServer server;

  @BeforeEach
  void startServer() throws Exception {
    ServerOptions options = ServerOptions.builder().port(0).controlPort(0).build();
    server = threads.call(() -> SpyWatcherServer.start(options, source));
  }

  @AfterEach
  void stopServer() {
    release.countDown();
    server.close();
  }

  private static void announce(SourceContext context) {
    context.guild(
        new GuildDefinition(
            "900",
            "Spies",
            List.of(new GuildDefinition.Channel("10", "general")),
            List.of(),
            List.of(new GuildDefinition.Member("ada", "Ada", Instant.EPOCH, false, List.of()))));
  }

  private static DiscordEvent message(Instant at) {
    return new DiscordEvent.Message("900", "ada", at, "10", "hello");
  }

  private CompletableFuture<Integer> post(String path, String body) {
    return HTTP.sendAsync(
            HttpRequest.newBuilder(server.controlUrl().resolve(path))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .thenApply(response -> response.statusCode());
  }

  @Test
  void whatASourceDeliversReachesTheSubscribers() throws Exception {
    try (WebSocketClient client = WebSocketClient.connect(server.url(), "ada").subscribe("900")) {
      attached.join().event(message(Instant.parse("2026-01-31T12:00:00Z")));

      assertThat(client.await("42"))
          .isEqualTo(
              "42[\"message:new\",{\"userId\":\"ada\",\"username\":\"Ada\",\"channelId\":\"10\","
                  + "\"channelName\":\"general\",\"timestamp\":\"2026-01-31T12:00:00.000Z\"}]");
    }
  }

  @Test
  void whatASourceSchedulesRunsWhenTheClockIsAdvanced() throws Exception {
    SourceContext context = attached.join();
    Instant now = context.now();
    context.schedule(Duration.ofHours(1), () -> context.event(message(context.now())));
    try (WebSocketClient client = WebSocketClient.connect(server.url(), "ada").subscribe("900")) {

      assertThat(post("/control/clock/advance", "{\"by\":\"2h\"}").join()).isEqualTo(200);

      String told = client.await("42");
      Instant timestamp =
          Instant.parse(told.substring(told.lastIndexOf("\":\"") + 3, told.lastIndexOf('"')));
      assertThat(timestamp).isBetween(now.plusSeconds(3599), now.plusSeconds(3660));
    }
  }

  @Test
  void whatASourceCallsOffDoesNotHappen() {
    CountDownLatch ran = new CountDownLatch(1);
    attached.join().schedule(Duration.ofHours(1), ran::countDown).cancel();

    assertThat(post("/control/clock/advance", "{\"by\":\"2h\"}").join()).isEqualTo(200);

    assertThat(ran.getCount()).isOne();
  }

  @Test
  void anEventThatCannotHaveHappenedIsDropped() throws Exception {
    try (WebSocketClient client = WebSocketClient.connect(server.url(), "ada").subscribe("900")) {
      SourceContext context = attached.join();
      context.event(new DiscordEvent.Message("900", "nobody", context.now(), "10", ""));
      context.event(new DiscordEvent.Message("404", "ada", context.now(), "10", ""));
      context.event(message(context.now()));

      assertThat(client.await("42")).startsWith("42[\"message:new\",{\"userId\":\"ada\"");
    }
  }

  @Test
  void aSourceIsResetWhenEverythingElseIsForgotten() throws Exception {
    source.onReset(() -> announce(attached.join()));
    try (WebSocketClient client = WebSocketClient.connect(server.url(), "ada").subscribe("900")) {

      assertThat(post("/control/reset", "").join()).isEqualTo(204);

      attached.join().event(message(attached.join().now()));
      client.subscribe("900");
      attached.join().event(message(Instant.parse("2026-01-31T12:00:00Z")));
      assertThat(client.await("42"))
          .as("the first event after the reset")
          .contains("2026-01-31T12:00:00.000Z");
      assertThat(source.calls).containsExactly("start", "reset");
    }
  }

  @Test
  void callsOfASourceNeverOverlap() throws Exception {
    CountDownLatch resetting = new CountDownLatch(1);
    source.onReset(
        () -> {
          resetting.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    CompletableFuture<Integer> first = post("/control/reset", "");
    resetting.await();
    CompletableFuture<Integer> second = post("/control/reset", "");
    threads.awaitHeldUp(2, Renewal.class, "reset");
    release.countDown();

    assertThat(first.join()).isEqualTo(204);
    assertThat(second.join()).isEqualTo(204);
    assertThat(source.calls).containsExactly("start", "reset", "reset");
  }

  @Test
  void aSourceIsNotClosedWhileItIsBeingReset() throws Exception {
    CountDownLatch resetting = new CountDownLatch(1);
    source.onReset(
        () -> {
          resetting.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    CompletableFuture<Integer> reset = post("/control/reset", "");
    resetting.await();

    Future<?> closing =
        threads.start(
            () -> {
              server.close();
              return "closed";
            });
    threads.awaitHeldUp(1, SpyWatcherServer.class, "close");
    release.countDown();
    closing.get();
    reset.handle((status, failure) -> "over").join();

    assertThat(source.calls).containsExactly("start", "reset", "close");
  }
}
