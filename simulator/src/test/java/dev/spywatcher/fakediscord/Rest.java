package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls of a fake's HTTP half. */
final class Rest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FakeDiscord discord;

  /** An answer, its body as JSON; a missing node where there is none. */
  record Answer(int status, JsonNode body, HttpResponse<String> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Rest(FakeDiscord discord) {
    this.discord = discord;
  }

  /** A request of a bot, below the version. */
  Answer bot(String path) throws IOException, InterruptedException {
    return send(request("/api/v10" + path).header("Authorization", "Bot abc"));
  }

  /** A request without a token, from the root. */
  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  Answer call(String method, String path, String body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Authorization", "Bot abc")
            .method(method, BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(discord.url() + path)).timeout(Duration.ofSeconds(10));
  }

  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
  }
}
