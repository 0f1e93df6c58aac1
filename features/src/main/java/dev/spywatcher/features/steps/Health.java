package dev.spywatcher.features.steps;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * What a server says of itself at {@code /health}, beside the calls of its stimulus.
 *
 * @param redis {@code up} or {@code away}; empty where it says nothing of Redis
 */
record Health(String redis) {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  static Health of(Target server) {
    URI health =
        URI.create(server.injectUrl().toString().replaceFirst("/control$", "") + "/health");
    HttpRequest request = HttpRequest.newBuilder(health).timeout(DEADLINE).build();
    try {
      String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
      return new Health(new ObjectMapper().readTree(body).path("redis").path("state").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(health + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server is asked how it is", e);
    }
  }
}
