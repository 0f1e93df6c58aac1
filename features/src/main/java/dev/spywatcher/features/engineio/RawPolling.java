package dev.spywatcher.features.engineio;

import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A session on polling alone: packets are joined by the record separator. */
final class RawPolling extends RawSession {
  private static final Duration LONGEST_POLL = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  private final URI session;

  RawPolling(Target target) {
    URI endpoint = target.endpoint(false, "polling");
    HttpResponse<String> opened = shakeHands(endpoint);
    if (opened.statusCode() != 200 || !opened.body().startsWith("0{")) {
      throw new AssertionError(
          "GET %s was answered %d %s".formatted(endpoint, opened.statusCode(), opened.body()));
    }
    this.session = URI.create(endpoint + "&sid=" + Handshake.of(opened.body()).sid());
    receiveAll(opened.body());
    poll();
  }

  @Override
  public void send(String packet) {
    if (isClosed()) {
      return;
    }
    HttpRequest post =
        HttpRequest.newBuilder(session)
            .timeout(DEADLINE)
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofString(packet))
            .build();
    HTTP.sendAsync(post, HttpResponse.BodyHandlers.ofString()).join();
  }

  @Override
  public void close() {
    ended();
  }

  private void poll() {
    HttpRequest get = HttpRequest.newBuilder(session).timeout(LONGEST_POLL).build();
    HTTP.sendAsync(get, HttpResponse.BodyHandlers.ofString()).whenCompleteAsync(this::polled);
  }

  private void polled(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
    if (failure != null || answer == null || answer.statusCode() != 200) {
      ended();
    } else {
      receiveAll(answer.body());
      if (!isClosed()) {
        poll();
      }
    }
  }

  private void receiveAll(String payload) {
    for (String packet : payload.split("\u001e")) {
      receive(packet);
      if (packet.equals("1")) {
        ended();
      }
    }
  }

  private static HttpResponse<String> shakeHands(URI endpoint) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(endpoint).timeout(DEADLINE).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("GET " + endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("GET " + endpoint + " was interrupted", e);
    }
  }
}
