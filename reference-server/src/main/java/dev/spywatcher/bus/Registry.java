package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;

/**
 * Which servers live, as Redis has it: each says so once a second, and counts as gone {@link #LIFE}
 * after it has last said so. Thread-safe.
 */
final class Registry {

  static final Duration LIFE = Duration.ofSeconds(5);

  private static final Script BEAT = Script.named("peers-beat");
  private static final Script PART = Script.named("peers-part");

  /** A sorted set: id of each server by when it counts as gone, ms. */
  static final String SERVERS = "servers";

  private static final String DESCRIPTIONS = "server";

  private final Link link;
  private final Peer own;
  private final byte[] description;
  private final LongConsumer version;
  private boolean joined;
  private volatile List<Peer> live;

  /**
   * A registry in which nobody is but {@code own}.
   *
   * @param version told the version of the state of the service with each beat
   */
  Registry(Link link, Peer own, LongConsumer version) {
    this.link = link;
    this.own = own;
    this.description = own.described();
    this.version = version;
    this.live = List.of(own);
  }

  /** Those that live, by name; this server is always one of them. */
  List<Peer> live() {
    return live;
  }

  synchronized void join() {
    joined = true;
  }

  synchronized void leave() {
    joined = false;
    live = List.of(own);
  }

  /** Says that this server lives, and learns who else does. */
  CompletionStage<List<Peer>> beat() {
    return link.run(
            BEAT,
            List.of(SERVERS, DESCRIPTIONS, ServiceState.KEY),
            List.of(own.id(), description, LIFE.toMillis()))
        .thenApply(this::learn);
  }

  private List<Peer> learn(List<Object> answer) {
    List<Peer> found = new ArrayList<>();
    for (int i = 1; i + 1 < answer.size(); i += 2) {
      String id = new String((byte[]) answer.get(i), UTF_8);
      byte[] described = (byte[]) answer.get(i + 1);
      // One that has parted between two lines of the answer's making has no description.
      if (described.length > 0) {
        found.add(Peer.of(id, described));
      }
    }
    found.sort(Comparator.comparing(Peer::name).thenComparing(Peer::id));
    synchronized (this) {
      if (joined) {
        live = List.copyOf(found);
      }
    }
    version.accept((Long) answer.get(0));
    return List.copyOf(found);
  }

  /** Takes this server out; at once, unless Redis is away. */
  CompletionStage<?> part() {
    return link.isUp()
        ? link.run(PART, List.of(SERVERS, DESCRIPTIONS), List.of(own.id()))
        : CompletableFuture.completedFuture(null);
  }
}
