package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.limit.Limits;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.server.StartupException;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;

/**
 * A server with two guilds, 7 and 8, of which ada (id 1) and bob (id 2) are members, and 9, of
 * which only bob is. Used by one thread.
 */
final class World implements AutoCloseable {

  static final SecretKey KEY =
      Keys.hmacShaKeyFor(ServerOptions.DEVELOPMENT_SECRET.getBytes(StandardCharsets.UTF_8));

  static final String POLLING = "EIO=4&transport=polling";

  private final SpyWatcherServer server;
  private final List<Ear> ears = new ArrayList<>();
  private final List<String> sids = new ArrayList<>();
  private Duration ahead = Duration.ZERO;

  World(UnaryOperator<ServerOptions.Builder> change) {
    try {
      server =
          SpyWatcherServer.start(
              change
                  .apply(
                      ServerOptions.builder().port(0).controlPort(0).profile(Limits.Profile.LOAD))
                  .build(),
              null);
    } catch (StartupException e) {
      throw new AssertionError(e);
    }
  }

  URI url() {
    return server.url();
  }

  /** Ends all connections, and begins afresh. */
  void reset() {
    ears.forEach(Ear::close);
    ears.clear();
    sids.forEach(sid -> http("POST", POLLING + "&sid=" + sid, "1"));
    sids.clear();
    awaitNoSession();
    call("POST", "/control/reset", "{}");
    guild("7", "1", "2");
    guild("8", "1", "2");
    guild("9", "2");
  }

  void guild(String id, String... members) {
    StringBuilder list = new StringBuilder();
    for (String member : members) {
      list.append(list.isEmpty() ? "" : ",")
          .append("{\"userId\":\"")
          .append(member)
          .append("\",\"username\":\"<b>né\\u0007")
          .append(member)
          .append("\",\"createdAt\":\"2020-01-01T00:00:00Z\",\"bot\":false,\"roles\":[\"50\"]}");
    }
    call(
        "PUT",
        "/control/guilds/" + id,
        "{\"name\":\"Lab\",\"channels\":[{\"id\":\"70\",\"name\":\"general\"},"
            + "{\"id\":\"71\",\"name\":\"random\"}],\"roles\":[{\"id\":\"50\",\"name\":\"Old\"},"
            + "{\"id\":\"51\",\"name\":\"New\"},{\"id\":\"52\",\"name\":\"Newer\"}],\"members\":["
            + list
            + "]}");
  }

  /** Makes an event happen; {@code fields} are those beside type, guild and user. */
  World event(String type, String guildId, String userId, String fields) {
    call(
        "POST",
        "/control/events",
        "{\"type\":\"%s\",\"guildId\":\"%s\",\"userId\":\"%s\"%s}"
            .formatted(type, guildId, userId, fields.isEmpty() ? "" : "," + fields));
    return this;
  }

  World message(String guildId, String userId) {
    return event("message", guildId, userId, "\"channelId\":\"70\",\"content\":\"hello\"");
  }

  World messages(String guildId, int count) {
    String one =
        "{\"type\":\"message\",\"guildId\":\""
            + guildId
            + "\",\"userId\":\"1\",\"channelId\":\"70\","
            + "\"content\":\"hello\"}";
    call("POST", "/control/events", "[" + (one + ",").repeat(count - 1) + one + "]");
    return this;
  }

  /** A polling handshake. */
  HttpResponse<String> handshake(String query, String... headers) {
    HttpResponse<String> answer = http("GET", query, "", headers);
    if (answer.statusCode() == 200) {
      sids.add(answer.body().replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1"));
    }
    return answer;
  }

  /** The session id of the last polling handshake. */
  String sid() {
    return sids.get(sids.size() - 1);
  }

  /** So much later than the present of the server's clock. */
  Date later(Duration by) {
    return Date.from(Instant.now().plus(ahead).plus(by));
  }

  World advance(Duration by) {
    ahead = ahead.plus(by);
    call("POST", "/control/clock/advance", "{\"by\":\"" + by.toMillis() + "ms\"}");
    return this;
  }

  void fault(String name, String parameters) {
    call("PUT", "/control/faults/" + name, parameters);
  }

  void noFault(String name) {
    call("DELETE", "/control/faults/" + name, "");
  }

  /** Waits until the server has seen that every connection has ended. */
  void awaitNoSession() {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> call("GET", "/health", "").body().contains("\"connections\":0"));
  }

  /** A websocket that has shown no token yet, its handshake heard. */
  Ear open(String query) {
    Ear ear = Ear.open(url(), query);
    ears.add(ear);
    return ear;
  }

  /** A websocket that has shown this {@code auth} payload. */
  Ear show(String auth) {
    Ear ear = open("");
    ear.say("40" + auth);
    return ear;
  }

  /** A client that has been let in. */
  Ear connect(String userId) {
    return connect(userId, "USER");
  }

  Ear connect(String userId, String role) {
    Ear ear = show(auth(token(claims -> claims.claim("discordId", userId).claim("role", role))));
    assertThat(ear.hearsVerdict()).anyMatch(packet -> packet.startsWith("40{"));
    return ear;
  }

  static String auth(String token) {
    return "{\"token\":\"" + token + "\"}";
  }

  /** A good token of user 1 for an hour, but for what {@code change} changes. */
  static String token(UnaryOperator<JwtBuilder> change) {
    JwtBuilder good =
        Jwts.builder()
            .claim("discordId", "1")
            .claim("access", true)
            .claim("role", "USER")
            .expiration(Date.from(Instant.now().plusSeconds(3600)));
    return change.apply(good).signWith(KEY, Jwts.SIG.HS256).compact();
  }

  /** A request to the port that clients connect to. */
  HttpResponse<String> http(String method, String query, String body, String... headers) {
    return send(url() + "/socket.io/?" + query, method, body, headers);
  }

  HttpResponse<String> call(String method, String path, String body) {
    HttpResponse<String> response = send(server.controlUrl() + path, method, body);
    assertThat(response.statusCode()).as(method + " " + path + response.body()).isLessThan(300);
    return response;
  }

  private static HttpResponse<String> send(
      String uri, String method, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(Duration.ofSeconds(10))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return Ear.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    ears.forEach(Ear::close);
    server.close();
  }
}
