package dev.spywatcher.features.stimulus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The stimulus by HTTP calls. Thread-safe. */
public final class HttpStimulus implements Stimulus {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new ToStringSerializer(Instant.class)))
          .build();

  private final Target target;

  public HttpStimulus(Target target) {
    this.target = target;
  }

  @Override
  public void put(Guild guild) {
    call("PUT", "/guilds/" + guild.id(), written(guild), 204);
  }

  @Override
  public void raise(List<? extends DiscordEvent> events) {
    String answer = call("POST", "/events", written(events.toArray(new DiscordEvent[0])), 202);
    JsonNode accepted = read(answer).path("accepted");
    if (accepted.asInt(-1) != events.size()) {
      throw new IllegalStateException(
          "the stimulus was given %d events and answered %s".formatted(events.size(), answer));
    }
  }

  private String call(String method, String path, String body, int expectedStatus) {
    URI uri = URI.create(target.injectUrl() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (target.injectToken() != null) {
      request.header("Authorization", "Bearer " + target.injectToken());
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != expectedStatus) {
        throw new IllegalStateException(
            "%s %s with %s was answered %d %s instead of %d"
                .formatted(
                    method, uri, body, response.statusCode(), response.body(), expectedStatus));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s: no answer".formatted(method, uri), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("%s %s: interrupted".formatted(method, uri), e);
    }
  }

  private static String written(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value + " cannot be written as JSON", e);
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the stimulus did not answer in JSON: " + text, e);
    }
  }
}
