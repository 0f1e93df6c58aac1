package dev.spywatcher.features.engineio;

import dev.spywatcher.features.network.Line;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Single HTTP requests to the Engine.IO endpoint, from one place. Thread-safe. */
public final class Requests implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final MediaType TEXT = MediaType.get("text/plain;charset=UTF-8");

  private final Target target;
  private final Line line;
  private final OkHttpClient prompt;

  public Requests(Target target, Place place) {
    this.target = target;
    this.line = Line.to(target, place);
    this.prompt = line.http().newBuilder().callTimeout(DEADLINE).build();
  }

  /** Asks with a query such as {@code EIO=4&transport=polling}. */
  public Reply get(String query, Map<String, String> headers) {
    return send(request(query, headers).get().build());
  }

  public Reply get(String query) {
    return get(query, Map.of());
  }

  public Reply post(String query, String body, Map<String, String> headers) {
    return send(request(query, headers).post(text(body)).build());
  }

  public Reply post(String query, String body) {
    return post(query, body, Map.of());
  }

  /** Asks, as browsers do, whether a request of another origin would be welcome. */
  public Reply preflight(String query, Map<String, String> headers) {
    return send(request(query, headers).method("OPTIONS", null).build());
  }

  /** Asks for something that takes as long as the service likes, such as a poll. */
  CompletableFuture<Reply> poll(String query) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    line.http()
        .newCall(request(query, Map.of()).get().build())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException failure) {
                reply.complete(Reply.none(failure));
              }

              @Override
              public void onResponse(Call call, Response response) {
                try (response) {
                  reply.complete(Reply.of(response));
                } catch (IOException failure) {
                  reply.complete(Reply.none(failure));
                } catch (RuntimeException failure) {
                  reply.completeExceptionally(new CompletionException(failure));
                }
              }
            });
    return reply;
  }

  /** Closes its connections. A poll that waits ends without an answer. */
  @Override
  public void close() {
    line.cut();
    line.close();
  }

  private Reply send(Request request) {
    try (Response response = prompt.newCall(request).execute()) {
      return Reply.of(response);
    } catch (IOException failure) {
      return Reply.none(failure);
    }
  }

  private Request.Builder request(String query, Map<String, String> headers) {
    Request.Builder request = new Request.Builder().url(target.endpoint(query));
    headers.forEach(request::header);
    return request;
  }

  private static RequestBody text(String body) {
    return RequestBody.create(body.getBytes(StandardCharsets.UTF_8), TEXT);
  }
}
