package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.gateway.GatewayOptions;
import dev.spywatcher.discord.gateway.GatewaySource;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A server with a source, as {@code serve} would start it. */
final class Stage implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final DiscordSource source;
  final SpyWatcherServer server;

  Stage(DiscordSource source) throws Exception {
    this(source, ServerOptions.builder().port(0).controlPort(0).build());
  }

  Stage(DiscordSource source, ServerOptions options) throws Exception {
    this.source = source;
    this.server = SpyWatcherServer.start(options, source);
  }

  /** A server that is a bot of that Discord, and has all its guilds. */
  static Stage connectedTo(FakeDiscord discord) throws Exception {
    Stage stage = new Stage(bot(discord));
    stage.awaitState(SourceState.Kind.DELIVERING);
    return stage;
  }

  static GatewaySource bot(FakeDiscord discord) {
    return new GatewaySource(GatewayOptions.of(discord.apiUrl() + "/v10", "a.bot"));
  }

  void awaitState(SourceState.Kind kind) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(source.state().kind()).isEqualTo(kind));
  }

  String health() throws Exception {
    return get("/health");
  }

  String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  String post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build());
  }

  String put(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(uri(path)).PUT(BodyPublishers.ofString(body)).build());
  }

  private URI uri(String path) {
    return server.controlUrl().resolve(path);
  }

  private static String send(HttpRequest request) throws Exception {
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(request.uri().getPath()).isBetween(200, 299);
    return response.body();
  }

  @Override
  public void close() {
    server.close();
  }
}
