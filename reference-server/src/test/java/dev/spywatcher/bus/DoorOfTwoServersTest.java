package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Handshakes at the servers of one service, which share what an address may do (SCALE-2). */
class DoorOfTwoServersTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RedisProgram redis;

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    redis = RedisProgram.embedded();
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private SpyWatcherServer server(String service, Consumer<ServerOptions.Builder> limits)
      throws Exception {
    ServerOptions.Builder options =
        ServerOptions.builder().port(0).controlPort(0).redis(redis.address()).service(service);
    limits.accept(options);
    SpyWatcherServer server = SpyWatcherServer.start(options.build(), null);
    open.add(server);
    return server;
  }

  private static CompletableFuture<Integer> handshake(SpyWatcherServer server) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/socket.io/?EIO=4&transport=polling"))
            .timeout(Duration.ofSeconds(20))
            .build();
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  @Test
  void ofHandshakesAtBothAtOnceAsManyAreLetInAsAtOneAlone() throws Exception {
    Consumer<ServerOptions.Builder> five = options -> options.connectionRate(5);
    SpyWatcherServer one = server("rate", five);
    SpyWatcherServer two = server("rate", five);

    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(handshake(one));
      answers.add(handshake(two));
    }
    List<Integer> codes = answers.stream().map(CompletableFuture::join).toList();

    // One more comes free each twelve seconds.
    assertThat(codes.stream().filter(code -> code == 200).count()).isBetween(5L, 6L);
    assertThat(codes).containsOnly(200, 429);
  }

  @Test
  void connectionsAtBothCountTogetherUntilAServerHasEnded() throws Exception {
    Consumer<ServerOptions.Builder> three = options -> options.maxConnectionsPerIp(3);
    SpyWatcherServer one = server("connections", three);
    SpyWatcherServer two = server("connections", three);
    assertThat(handshake(one).join()).isEqualTo(200);
    assertThat(handshake(one).join()).isEqualTo(200);
    assertThat(handshake(two).join()).isEqualTo(200);

    assertThat(handshake(two).join()).isEqualTo(429);
    assertThat(handshake(one).join()).isEqualTo(429);

    one.close();
    await().atMost(Duration.ofSeconds(10)).until(() -> handshake(two).join() == 200);
  }
}
