package dev.spywatcher.fakediscord;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A bot without a library: says what it is told to, and keeps what it hears, in order. */
final class GatewayBot implements AutoCloseable {

  static final int ALL_INTENTS = 1 | 1 << 1 | 1 << 8 | 1 << 9 | 1 << 11 | 1 << 15;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 10;

  private final WebSocket socket;
  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final List<JsonNode> all = new ArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Inflater inflater = new Inflater();
  private long sequence;

  private GatewayBot(String url) {
    socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), new Listener()).join();
  }

  static GatewayBot at(FakeDiscord discord) {
    return at(discord, "/?v=10&encoding=json");
  }

  static GatewayBot at(FakeDiscord discord, String query) {
    return new GatewayBot(discord.gatewayUrl() + query);
  }

  /** Connects and identifies with all intents. */
  static GatewayBot ready(FakeDiscord discord) {
    GatewayBot bot = at(discord);
    bot.identify(ALL_INTENTS, "");
    bot.dispatch("READY");
    return bot;
  }

  void send(String payload) {
    socket.sendText(payload, true).join();
  }

  /** Adds {@code more} fields, each beginning with a comma. */
  void identify(long intents, String more) {
    send(
        "{\"op\":2,\"d\":{\"token\":\"abc\",\"intents\":"
            + intents
            + ",\"properties\":{\"browser\":\"raw\"}"
            + more
            + "}}");
  }

  void resume(String sessionId, long seen) {
    send(
        "{\"op\":6,\"d\":{\"token\":\"abc\",\"session_id\":\"%s\",\"seq\":%d}}"
            .formatted(sessionId, seen));
  }

  /** Closes with a code. */
  void leave(int code) {
    socket.sendClose(code, "").join();
  }

  /** The next payload, whatever it is. */
  JsonNode next() {
    try {
      JsonNode payload = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (payload == null) {
        throw new AssertionError("heard nothing more; so far: " + shown());
      }
      all.add(payload);
      sequence = Math.max(sequence, payload.path("s").asLong());
      return payload;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The next payload that is as wanted; those before it are passed over. */
  JsonNode await(Predicate<JsonNode> wanted) {
    JsonNode payload = next();
    while (!wanted.test(payload)) {
      payload = next();
    }
    return payload;
  }

  /** What stands under {@code d} of the next dispatch of that name. */
  JsonNode dispatch(String name) {
    return await(payload -> payload.path("t").asText().equals(name)).path("d");
  }

  JsonNode opcode(int opcode) {
    return await(payload -> payload.path("op").asInt() == opcode);
  }

  /** All that is heard within so many milliseconds. */
  List<JsonNode> heardWithin(long millis) throws InterruptedException {
    List<JsonNode> more = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    JsonNode payload = heard.poll(millis, TimeUnit.MILLISECONDS);
    while (payload != null) {
      more.add(payload);
      payload = heard.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
    return more;
  }

  /** The last sequence number that was taken note of. */
  long sequence() {
    return sequence;
  }

  /** The code that the fake closed with; 1006 where the connection just ended. */
  int closeCode() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private List<String> shown() {
    return all.stream().map(one -> one.path("op") + " " + one.path("t").asText()).toList();
  }

  private void take(byte[] payload) {
    try {
      heard.add(JSON.readTree(payload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    inflater.end();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        take(text.toString().getBytes(UTF_8));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] part = new byte[data.remaining()];
      data.get(part);
      binary.writeBytes(part);
      if (last) {
        take(inflated(binary.toByteArray()));
        binary.reset();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.complete(1006);
    }
  }

  private byte[] inflated(byte[] part) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    inflater.setInput(part);
    try {
      int read = inflater.inflate(buffer);
      while (read > 0) {
        out.write(buffer, 0, read);
        read = inflater.inflate(buffer);
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException(e);
    }
    if (inflater.finished()) {
      inflater.reset(); // Each payload is a stream of its own.
    }
    return out.toByteArray();
  }
}
