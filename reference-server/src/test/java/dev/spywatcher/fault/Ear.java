package dev.spywatcher.fault;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A websocket client in raw packets, and what it hears with everything left out that differs from
 * one time to the next. Used by one thread.
 */
final class Ear implements AutoCloseable {

  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** How long to wait for what must come. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long to wait for what a server that breaks the rules may never send. */
  private static final Duration A_WHILE = Duration.ofMillis(1_500);

  private static final String QUESTION = "42999[\"unsubscribe:guild\",\"nowhere\"]";
  private static final String ANSWER = "43999[{\"ok\":true}]";

  private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)\"");

  private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
  private final List<String> heardBefore = new ArrayList<>();
  private final Semaphore pongs = new Semaphore(0);
  private String raw = "";
  private final @Nullable WebSocket socket;
  private volatile boolean answersPings = true;

  private Ear(URI uri) {
    socket = open(uri);
  }

  /** Opens a websocket; where it is refused, that is what is heard. */
  static Ear open(URI server, String query) {
    return new Ear(
        URI.create(
            server.toString().replaceFirst("http", "ws")
                + "/socket.io/?EIO=4&transport=websocket"
                + query));
  }

  private @Nullable WebSocket open(URI uri) {
    try {
      return HTTP.newWebSocketBuilder().buildAsync(uri, new Listener()).join();
    } catch (CompletionException e) {
      packets.add("refused");
      return null;
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        take(from, part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(WebSocket from, String packet) {
      if (packet.equals("2")) {
        packets.add("ping");
        if (answersPings) {
          from.sendText("3", true);
        }
      } else {
        packets.add(packet);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      pongs.release();
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      packets.add("closed");
      pongs.release();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      packets.add("closed");
      pongs.release();
    }
  }

  /** From now on it answers no pings. */
  Ear fallSilent() {
    answersPings = false;
    return this;
  }

  Ear say(String packet) {
    if (socket != null && !socket.isOutputClosed()) {
      try {
        socket.sendText(packet, true).join();
      } catch (CompletionException e) {
        packets.add("closed");
      }
    }
    return this;
  }

  /** Subscribes, and waits a while until that has taken effect. */
  Ear subscribe(String kind, String guildId) {
    say("42998[\"subscribe:" + kind + "\",\"" + guildId + "\"]");
    List<String> heard = hearsUntil(packet -> packet.startsWith("43998"), A_WHILE);
    heard.removeIf(packet -> packet.startsWith("43998"));
    heardBefore.addAll(heard);
    return this;
  }

  /** Waits until the server has read what was said before, or the connection has ended. */
  void settle() {
    if (socket != null && !socket.isOutputClosed()) {
      try {
        socket.sendPing(ByteBuffer.allocate(0)).join();
        pongs.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (CompletionException e) {
        // The end, which will be heard.
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  Ear unsubscribe(String kind, String guildId) {
    say("42[\"unsubscribe:" + kind + "\",\"" + guildId + "\"]");
    return this;
  }

  /** Waits until the server has let it in, or not; everything that comes until then. */
  List<String> hearsVerdict() {
    return hearsUntil(packet -> packet.startsWith("40{"), PATIENCE);
  }

  /** The answer to the handshake, or the end. */
  List<String> hearsHandshake() {
    return hearsUntil(packet -> packet.startsWith("0{"), PATIENCE);
  }

  /**
   * Everything that the server has for a client that was let in: what comes before the answer to a
   * question that it asks now. A server that does not answer has a while.
   */
  List<String> hears() {
    say(QUESTION);
    List<String> heard = new ArrayList<>(heardBefore);
    heardBefore.clear();
    heard.addAll(hearsUntil(packet -> packet.equals(ANSWER), A_WHILE));
    heard.remove(ANSWER);
    return heard;
  }

  /** Everything that comes until nothing comes for so long. */
  List<String> hears(Duration silence) {
    List<String> heard = new ArrayList<>(heardBefore);
    heardBefore.clear();
    heard.addAll(hearsUntil(packet -> false, silence));
    return heard;
  }

  private List<String> hearsUntil(Predicate<String> last, Duration silence) {
    return hearsUntil(last, () -> silence);
  }

  private List<String> hearsUntil(Predicate<String> last, Supplier<Duration> wait) {
    List<String> heard = new ArrayList<>();
    try {
      String packet = "";
      while (packet != null && !last.test(packet) && !isOver(packet)) {
        packet = packets.poll(wait.get().toMillis(), TimeUnit.MILLISECONDS);
        if (packet != null) {
          heard.add(plain(packet));
          raw = packet.equals(ANSWER) ? raw : packet;
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return heard;
  }

  private static boolean isOver(String packet) {
    return packet.equals("closed") || packet.equals("refused");
  }

  /** Everything that comes within a time. */
  List<String> hearsFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return hearsUntil(
        packet -> false, () -> Duration.ofNanos(Math.max(0, end - System.nanoTime())));
  }

  /** The last packet that was heard, as it came. */
  String raw() {
    return raw;
  }

  /** The packet without what is new each time: session ids, and times that are the present. */
  static String plain(String packet) {
    String text = packet.replaceAll("\"sid\":\"[^\"]*\"", "\"sid\"");
    Matcher times = TIME.matcher(text);
    StringBuilder plain = new StringBuilder();
    while (times.find()) {
      Duration off = Duration.between(Instant.parse(times.group(1)), Instant.now()).abs();
      times.appendReplacement(plain, off.toMinutes() < 30 ? "now" : "another time");
    }
    return times.appendTail(plain).toString();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
