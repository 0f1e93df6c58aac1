package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control API of a running server. Every failure is a {@link CommandFailure}. */
final class ControlClient {
  static final String DEFAULT_URL = "http://127.0.0.1:3002";

  private static final Duration ANSWER_IN = Duration.ofSeconds(20);
  private static final Duration LONGEST_ADVANCE = Duration.ofHours(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final URI base;
  private final @Nullable String token;

  private ControlClient(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** The client of the API at {@code url}; {@code token} where it asks for one. */
  static ControlClient at(Value url, @Nullable Value token) {
    URI base;
    try {
      base = URI.create(url.text().strip().replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw notUrl(url);
    }
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web || base.getHost() == null) {
      throw notUrl(url);
    }
    if (token != null && !token.text().matches("[\\x21-\\x7e]+")) {
      throw CommandFailure.usage(
          token.origin().label() + ": must be of visible ASCII characters, without spaces");
    }
    return new ControlClient(base, token == null ? null : token.text());
  }

  /** Every fault there is. */
  JsonNode faults() throws InterruptedException {
    return send(request("/control/faults").GET());
  }

  /** Switches a fault on; the fault as it is now. */
  JsonNode addFault(String name, ObjectNode parameters) throws InterruptedException {
    return send(
        json("/control/faults/" + segment(name))
            .PUT(BodyPublishers.ofString(parameters.toString())));
  }

  void removeFault(String name) throws InterruptedException {
    send(request("/control/faults/" + segment(name)).DELETE());
  }

  void removeFaults() throws InterruptedException {
    send(request("/control/faults").DELETE());
  }

  /** Everyone who is connected. */
  JsonNode connections() throws InterruptedException {
    return send(request("/control/connections").GET());
  }

  /** Parts from clients; which, and how. */
  JsonNode disconnect(ObjectNode wanted) throws InterruptedException {
    return send(json("/control/disconnect").POST(BodyPublishers.ofString(wanted.toString())));
  }

  /** What was sent and received. */
  JsonNode messages(Query query) throws InterruptedException {
    return send(request("/control/messages" + query).GET());
  }

  /** What was sent, once it is as much as was asked for. */
  JsonNode awaitMessages(Query query, Duration timeout) throws InterruptedException {
    return send(request("/control/messages/wait" + query).timeout(timeout.plus(ANSWER_IN)).GET());
  }

  /** Moves the server's clock; what time it is then. */
  String advance(Duration by) throws InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("by", by.toMillis() + "ms");
    // Whatever falls due until then happens first, which for a day of a busy guild takes a while.
    return send(json("/control/clock/advance")
            .timeout(LONGEST_ADVANCE)
            .POST(BodyPublishers.ofString(body.toString())))
        .path("now")
        .asText();
  }

  void reset() throws InterruptedException {
    send(request("/control/reset").POST(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  List<GuildView.Named> guilds() throws InterruptedException {
    return GuildView.all(send(request("/control/guilds").GET()), GuildView.Named::of);
  }

  GuildView guild(String id) throws InterruptedException {
    return GuildView.of(send(request("/control/guilds/" + segment(id)).GET()));
  }

  /** Makes all of {@code events} happen, or none; how many there were. */
  int post(List<ObjectNode> events) throws InterruptedException {
    String body = JsonNodeFactory.instance.arrayNode().addAll(events).toString();
    HttpRequest.Builder request = json("/control/events").POST(BodyPublishers.ofString(body));
    return send(request).path("accepted").asInt();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_IN);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw CommandFailure.failed(
          "%s: no server answers there; start one: %s serve (another place: --control-url)"
              .formatted(base, Program.command()));
    }
    JsonNode answer = parsed(response.body());
    if (response.statusCode() / 100 == 2) {
      return answer;
    }
    throw refused(response.statusCode(), answer);
  }

  private CommandFailure refused(int status, JsonNode answer) {
    String message = answer.path("message").asText("");
    if (status == 401 || status == 403) {
      String hint = message.contains("--control-token") ? "" : "; give --control-token TOKEN";
      return CommandFailure.failed(base + ": " + (message.isEmpty() ? "refused" : message) + hint);
    }
    if (status == 408 && !message.isEmpty()) {
      return CommandFailure.failed(Plain.name(message, 300));
    }
    if (message.isEmpty()) {
      return CommandFailure.failed(
          base + ": answered " + status + "; is that the control API? Name it: --control-url");
    }
    String index = answer.has("index") ? " (event " + answer.path("index").asInt() + ")" : "";
    return CommandFailure.failed("the server refused: " + Plain.name(message, 300) + index);
  }

  private static CommandFailure notUrl(Value url) {
    return url.isNot("a URL such as http://127.0.0.1:3002");
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
