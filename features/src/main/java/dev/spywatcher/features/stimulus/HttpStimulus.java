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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The stimulus by HTTP calls. Thread-safe. */
public final class HttpStimulus implements Stimulus {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final MediaType TYPE = MediaType.get("application/json");

  /** A connection for each call: one that is kept may be closed by the other end any moment. */
  private static final OkHttpClient HTTP =
      new OkHttpClient.Builder()
          .callTimeout(DEADLINE)
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
          .build();

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

  /** An answer means that it has. */
  @Override
  public void settle() {}

  @Override
  public Duration lag() {
    return Duration.ZERO;
  }

  private String call(String method, String path, String body, int expectedStatus) {
    String url = target.injectUrl() + path;
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .method(method, RequestBody.create(body.getBytes(StandardCharsets.UTF_8), TYPE));
    if (target.injectToken() != null) {
      request.header("Authorization", "Bearer " + target.injectToken());
    }
    try (Response response = HTTP.newCall(request.build()).execute()) {
      String answer = response.body().string();
      if (response.code() != expectedStatus) {
        throw new IllegalStateException(
            "%s %s was answered %d %s instead of %d; what was sent: %s"
                .formatted(method, url, response.code(), answer.strip(), expectedStatus, body));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException("%s %s: no answer".formatted(method, url), e);
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
