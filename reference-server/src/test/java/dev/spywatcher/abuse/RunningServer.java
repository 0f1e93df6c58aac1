package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.WireTime;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.server.StartupException;
import dev.spywatcher.socket.CloseReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A whole server on free ports, driven from behind through its control API. Thread-safe. */
public final class RunningServer implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final SpyWatcherServer server;
  private final InetSocketAddress address;
  private final Innards innards;
  private long lastMessage;

  private RunningServer(SpyWatcherServer server) {
    this.server = server;
    this.innards = new Innards(server);
    this.address = new InetSocketAddress(server.url().getHost(), server.url().getPort());
  }

  /** A server whose limits are out of the way. */
  public static RunningServer start() {
    return start(options -> options);
  }

  /** A server whose limits are out of the way, except those that {@code change} sets. */
  public static RunningServer start(UnaryOperator<ServerOptions.Builder> change) {
    try {
      return new RunningServer(SpyWatcherServer.start(options(change), null));
    } catch (StartupException e) {
      throw new AssertionError(e);
    }
  }

  /** The options of {@link #start(UnaryOperator)}. */
  public static ServerOptions options(UnaryOperator<ServerOptions.Builder> change) {
    return change
        .apply(ServerOptions.builder().port(0).controlPort(0).profile(Limits.Profile.LOAD))
        .build();
  }

  /** Where clients connect. */
  public InetSocketAddress address() {
    return address;
  }

  /** A token of that user, for an hour. */
  public String token(String userId) {
    return Tokens.of(userId);
  }

  /** Makes a guild of these members with one channel, or replaces it. */
  public void guild(String guildId, String... userIds) {
    String members =
        Arrays.stream(userIds)
            .map(
                id ->
                    "{\"userId\":\"%s\",\"username\":\"user %s\",\"bot\":false,".formatted(id, id)
                        + "\"createdAt\":\"2020-01-01T00:00:00Z\",\"roles\":[]}")
            .collect(Collectors.joining(","));
    call(
        "PUT",
        "/control/guilds/" + guildId,
        "{\"name\":\"guild\",\"channels\":[{\"id\":\"1\",\"name\":\"general\"}],\"roles\":[],"
            + "\"members\":["
            + members
            + "]}",
        204);
  }

  /** Takes a member out of a guild. */
  public void remove(String guildId, String userId) {
    call("DELETE", "/control/guilds/" + guildId + "/members/" + userId, "", 204);
  }

  /** Makes a member leave, as Discord tells it. */
  public void leave(String guildId, String userId) {
    event("{\"type\":\"leave\",\"guildId\":\"%s\",\"userId\":\"%s\"}".formatted(guildId, userId));
  }

  /** Makes a user join, as Discord tells it. */
  public void join(String guildId, String userId) {
    event(
        ("{\"type\":\"join\",\"guildId\":\"%s\",\"userId\":\"%s\",\"username\":\"user %s\","
                + "\"createdAt\":\"2020-01-01T00:00:00Z\",\"bot\":false}")
            .formatted(guildId, userId, userId));
  }

  private void event(String json) {
    call("POST", "/control/events", json, 202);
  }

  /**
   * A member writes a message.
   *
   * @return its timestamp, which no other message of this server has
   */
  public Instant message(String guildId, String userId) {
    Instant timestamp = nextTimestamp();
    event(
        ("{\"type\":\"message\",\"guildId\":\"%s\",\"userId\":\"%s\",\"channelId\":\"1\","
                + "\"content\":\"hello\",\"timestamp\":\"%s\"}")
            .formatted(guildId, userId, WireTime.of(timestamp)));
    return timestamp;
  }

  /** A member writes so many messages at once. */
  public void messages(String guildId, String userId, int count) {
    String one =
        "{\"type\":\"message\",\"guildId\":\"%s\",\"userId\":\"%s\",\"channelId\":\"1\",\"content\":\"\"}"
            .formatted(guildId, userId);
    StringBuilder all = new StringBuilder("[").append(one);
    for (int i = 1; i < count; i++) {
      all.append(',').append(one);
    }
    call("POST", "/control/events", all.append(']').toString(), 202);
  }

  private synchronized Instant nextTimestamp() {
    lastMessage = Math.max(lastMessage + 1, System.currentTimeMillis());
    return Instant.ofEpochMilli(lastMessage).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Moves the server's clock on; what falls due has run on return. */
  public void advance(Duration by) {
    call("POST", "/control/clock/advance", "{\"by\":\"" + by.toMillis() + "ms\"}", 200);
  }

  /** Forgets guilds, limits and subscriptions. */
  public void reset() {
    call("POST", "/control/reset", "", 204);
  }

  /** Switches a fault on. */
  void fault(String name) {
    call("PUT", "/control/faults/" + name, "", 200);
  }

  private void call(String method, String path, String body, int expected) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.controlUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends the sessions of polling clients, which would outlive their clients by a minute. */
  public void endSessionsThatNobodyHas() {
    innards.openSessions().forEach(session -> session.close(CloseReason.NEVER_CONNECTED));
  }

  /** What the server still holds. */
  public Innards innards() {
    return innards;
  }

  @Override
  public void close() {
    server.close();
  }
}
