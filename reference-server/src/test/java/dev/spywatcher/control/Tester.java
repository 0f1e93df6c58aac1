package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.server.StartupException;
import dev.spywatcher.server.WebSocketClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Someone who tests against a running server by way of its control API. */
final class Tester implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final AtomicInteger GUILDS = new AtomicInteger(900);

  /** What came back. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {

    static Answer of(HttpResponse<String> response) {
      try {
        return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + response.body(), e);
      }
    }

    String code() {
      return body.path("code").asText();
    }

    String message() {
      return body.path("message").asText();
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  final SpyWatcherServer server;

  Tester() throws StartupException {
    this(ServerOptions.builder());
  }

  Tester(ServerOptions.Builder options) throws StartupException {
    this(options, null);
  }

  Tester(DiscordSource source) throws StartupException {
    this(ServerOptions.builder(), source);
  }

  Tester(ServerOptions.Builder options, @Nullable DiscordSource source) throws StartupException {
    server = SpyWatcherServer.start(options.port(0).controlPort(0).build(), source);
  }

  URI uri(String path) {
    return server.controlUrl().resolve(path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
  }

  Answer get(String path) {
    return call(request(path).GET());
  }

  Answer put(String path, String body) {
    return call(request(path).PUT(BodyPublishers.ofString(body)));
  }

  Answer post(String path, String body) {
    return call(request(path).POST(BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return call(request(path).DELETE());
  }

  Answer call(HttpRequest.Builder request) {
    try {
      return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  /** What a call answers that gives no JSON. */
  String text(String path) {
    return answer(path).body();
  }

  /** An answer that is not JSON. */
  HttpResponse<String> answer(String path) {
    try {
      return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  CompletableFuture<Answer> calling(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  CompletableFuture<Answer> getting(String path) {
    return calling(request(path).GET());
  }

  /** Announces a guild of its own: ada and a bot, two channels, two roles; gives its id. */
  String announceGuild() {
    return announceGuild(String.valueOf(GUILDS.incrementAndGet()));
  }

  /** Announces such a guild under that id. */
  String announceGuild(String id) {
    Answer answer =
        put(
            "/control/guilds/" + id,
            """
            {"name": "Spies",
             "channels": [{"id": "10", "name": "general"}, {"id": "11", "name": "lounge"}],
             "roles": [{"id": "20", "name": "Moderator"}, {"id": "21", "name": "VIP"}],
             "members": [
               {"userId": "ada", "username": "Ada", "createdAt": "2020-02-29T12:00:00Z",
                "bot": false, "roles": ["21", "20"]},
               {"userId": "robot", "username": "R2", "createdAt": "2021-01-01T00:00:00Z",
                "bot": true, "roles": []}]}
            """);
    if (answer.status() != 204) {
      throw new AssertionError("the guild was refused: " + answer);
    }
    return id;
  }

  /**
   * An event of ada's in that guild: {@code fields} are what it has beside type, guild and user.
   */
  static String event(String type, String guildId, String fields) {
    return "{\"type\":\"%s\",\"guildId\":\"%s\",\"userId\":\"ada\"%s}"
        .formatted(type, guildId, fields.isEmpty() ? "" : "," + fields);
  }

  static String message(String guildId) {
    return event("message", guildId, "\"channelId\":\"10\",\"content\":\"hello\"");
  }

  /** A client of ada's, subscribed to that guild. */
  WebSocketClient subscriber(String guildId) throws IOException {
    return WebSocketClient.connect(server.url(), "ada").subscribe(guildId);
  }

  @Override
  public void close() {
    server.close();
  }
}
