package dev.spywatcher.features.engineio;

import dev.spywatcher.features.network.Line;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** A session on websocket alone, or a websocket that another session moves to. */
public final class RawWebSocket extends RawSession {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Line line;
  private final WebSocket socket;
  private final CompletableFuture<Reply> opened = new CompletableFuture<>();
  private volatile CountDownLatch reading = new CountDownLatch(0);

  RawWebSocket(Target target, Place place, String query) {
    this(Line.to(target, place), target.endpoint(query));
    Reply reply = awaitOpened();
    if (reply.status() != 101) {
      close();
      throw new AssertionError("the websocket %s was answered %s".formatted(query, reply));
    }
  }

  private RawWebSocket(Line line, String url) {
    this.line = line;
    Request request = new Request.Builder().url(url).build();
    this.socket = line.http().newWebSocket(request, new Listener());
  }

  /** Opens a websocket with any query, whatever the answer: see {@link #awaitOpened}. */
  public static RawWebSocket attempt(Target target, Place place, String query) {
    return new RawWebSocket(Line.to(target, place), target.endpoint(query));
  }

  /** A websocket whose end here takes in little that is not read. */
  public static RawWebSocket narrow(Target target, Place place) {
    return new RawWebSocket(
        Line.narrow(target, place), target.endpoint("EIO=4&transport=websocket"));
  }

  /** The answer to the request for a websocket; 101 is yes. */
  public Reply awaitOpened() {
    try {
      return opened.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer to the request for a websocket in " + DEADLINE, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a websocket opens", e);
    }
  }

  /** Reads nothing more until told to. */
  public void stopReading() {
    reading = new CountDownLatch(1);
  }

  public void goOnReading() {
    reading.countDown();
  }

  @Override
  int write(String packet) {
    socket.send(packet);
    return 0;
  }

  @Override
  public void close() {
    ended("by this side");
    goOnReading();
    socket.cancel();
    line.close();
  }

  private final class Listener extends WebSocketListener {
    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      opened.complete(new Reply(response.code(), Map.of(), ""));
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      pass();
      receive(text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      webSocket.close(1000, null);
      ended("by a close frame, " + code);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
      opened.complete(answer(failure, response));
      ended("without a word: " + failure);
    }

    private Reply answer(Throwable failure, @Nullable Response response) {
      try {
        return response == null
            ? Reply.none(new IOException(failure.toString()))
            : Reply.of(response);
      } catch (IOException e) {
        return Reply.none(e);
      }
    }

    private void pass() {
      try {
        reading.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
