package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A control API with two guilds, which remembers what was posted to it. */
final class FakeControlApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GUILD =
      """
      {"id": "100", "name": "Night Owls",
       "channels": [{"id": "11", "name": "general"}, {"id": "12", "name": "music"}],
       "roles": [{"id": "100", "name": "@everyone"}, {"id": "21", "name": "Mod"},
                 {"id": "22", "name": "Dj"}],
       "members": [
         {"userId": "31", "username": "beep", "bot": true, "roles": [], "status": "online",
          "platforms": ["desktop"]},
         {"userId": "%s", "username": "you", "bot": false, "roles": [], "status": "online",
          "platforms": ["web"]},
         {"userId": "32", "username": "ada", "bot": false, "roles": ["21"], "status": "idle",
          "platforms": ["mobile"]},
         {"userId": "33", "username": "ben\\u001b[31m", "bot": false, "roles": ["21", "22"],
          "status": "offline", "platforms": []}]}
      """;

  private final HttpServer http;
  private final String demoUser;
  private final List<JsonNode> posts = new CopyOnWriteArrayList<>();
  private volatile @Nullable String token;
  private volatile @Nullable String refusal;

  /** An API on any free port. */
  FakeControlApi(String demoUser) throws IOException {
    this.demoUser = demoUser;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  void askFor(String token) {
    this.token = token;
  }

  /** Answers every event with 400 and this body. */
  void refuseEvents(String body) {
    refusal = body;
  }

  /** The body of each request that made events happen. */
  List<JsonNode> posts() {
    return List.copyOf(posts);
  }

  /** All events of all requests. */
  List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    posts.forEach(post -> post.forEach(events::add));
    return events;
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String asked = token;
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (asked != null && !("Bearer " + asked).equals(given)) {
      answer(exchange, 401, "{\"code\": \"unauthorized\", \"message\": \"no such token\"}");
    } else if (call.equals("GET /control/guilds")) {
      answer(
          exchange,
          200,
          "[{\"id\":\"100\",\"name\":\"Night Owls\",\"members\":4},"
              + "{\"id\":\"200\",\"name\":\"Early Birds\",\"members\":0}]");
    } else if (call.equals("GET /control/guilds/100")) {
      answer(exchange, 200, GUILD.formatted(demoUser));
    } else if (call.equals("GET /control/guilds/200")) {
      answer(exchange, 200, "{\"id\":\"200\",\"name\":\"Early Birds\",\"members\":[]}");
    } else if (call.equals("POST /control/events")) {
      events(exchange, JSON.readTree(body));
    } else {
      answer(exchange, 404, "not here");
    }
  }

  private void events(HttpExchange exchange, JsonNode posted) throws IOException {
    posts.add(posted);
    String bad = refusal;
    if (bad == null) {
      answer(exchange, 202, "{\"accepted\": " + posted.size() + "}");
    } else {
      answer(exchange, 400, bad);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
