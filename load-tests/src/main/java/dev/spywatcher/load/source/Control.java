package dev.spywatcher.load.source;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A server's control API. Thread-safe.
 *
 * @param url its base, without a path
 * @param token its bearer token; {@code null} for none
 */
public record Control(URI url, @Nullable String token) {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE).build();

  /** Calls, and gives the body of an answer that is 2xx. */
  public String call(String method, String path, String body) throws IOException {
    try {
      HttpResponse<String> answer =
          HTTP.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            method + " " + path + ": " + answer.statusCode() + " " + answer.body().strip());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      String message = e.getMessage();
      throw message != null && message.startsWith(method)
          ? e
          : new IOException(
              method + " " + url + path + ": " + (message == null ? "no answer" : message), e);
    }
  }

  /** Calls without waiting; the future holds the status. */
  CompletableFuture<Integer> send(String method, String path, String body) {
    return HTTP.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private HttpRequest request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(DEADLINE)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }
}
