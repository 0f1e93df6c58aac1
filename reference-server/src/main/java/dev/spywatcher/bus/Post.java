package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Takes messages to other servers; what is large goes by a parcel in Redis, since a subscriber that
 * is sent too much at once is cut off by it. Thread-safe.
 */
final class Post {

  static final int LARGEST_MESSAGE = 256 * 1024;

  private static final Script PUT = Script.named("parcel-put");
  private static final Script TAKE = Script.named("parcel-take");
  private static final Duration PARCEL_KEPT = Duration.ofSeconds(60);

  private final Link link;
  private final String own;
  private final LongSupplier redisMillis;
  private final AtomicLong parcels = new AtomicLong();

  /**
   * Post of a server.
   *
   * @param own its id
   * @param redisMillis Redis' time, milliseconds since the epoch
   */
  Post(Link link, String own, LongSupplier redisMillis) {
    this.link = link;
    this.own = own;
    this.redisMillis = redisMillis;
  }

  static String channel(String peer) {
    return "peer:" + peer;
  }

  /** Sends what may be large; completes when it is on its way. */
  CompletionStage<?> send(
      String to, PeerMessage.Kind kind, PeerMessage.Kind byParcel, long call, byte[] body) {
    if (body.length <= LARGEST_MESSAGE) {
      send(to, kind, call, body);
      return CompletableFuture.completedFuture(null);
    }
    String parcel = "parcel:" + own + ":" + parcels.incrementAndGet();
    return link.run(PUT, List.of(parcel), List.of(body, PARCEL_KEPT.toMillis()))
        .thenRun(() -> send(to, byParcel, call, parcel.getBytes(UTF_8)));
  }

  void send(String to, PeerMessage.Kind kind, long call, byte[] body) {
    PeerMessage message = new PeerMessage(kind, call, own, redisMillis.getAsLong(), body);
    link.publish(channel(to), message.encoded());
    link.flush();
  }

  /** What a message is about, wherever it lies. */
  CompletionStage<byte[]> body(PeerMessage message) {
    boolean parcel =
        message.kind() == PeerMessage.Kind.CALL_BY_PARCEL
            || message.kind() == PeerMessage.Kind.ANSWER_BY_PARCEL;
    if (!parcel) {
      return CompletableFuture.completedFuture(message.body());
    }
    return link.run(TAKE, List.of(new String(message.body(), UTF_8)), List.of())
        .thenApply(
            found -> {
              if (found.isEmpty()) {
                throw new IllegalStateException("what was sent is gone from Redis");
              }
              return (byte[]) found.get(0);
            });
  }
}
