package dev.spywatcher.bus;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the parts of a server join and leave, in their order. Runs on the thread of the link alone.
 */
final class Participation {

  private static final Logger log = LoggerFactory.getLogger(Participation.class);

  /** A part that takes longer than this to join has failed. */
  private static final long PATIENCE_SECONDS = 10;

  private final Executor thread;
  private final Runnable failed;
  private final List<Participant> all = new ArrayList<>();

  /** Since when the server takes part; {@code null} while it is alone. */
  private @Nullable Instant since;

  /** How many have joined. */
  private int joined;

  /** Whether the next one is about to join, and has not left yet. */
  private boolean joining;

  /**
   * Nobody yet.
   *
   * @param failed what to do where a part cannot join; is to call {@link #leave}
   */
  Participation(Executor thread, Runnable failed) {
    this.thread = thread;
    this.failed = failed;
  }

  void add(Participant participant) {
    all.add(participant);
    next();
  }

  /** Redis is there. */
  void join(Instant now) {
    since = now;
    next();
  }

  /** Redis is away. */
  void leave() {
    since = null;
    // One that is about to join leaves once it knows how that went.
    while (joined > 0) {
      joined--;
      leave(all.get(joined));
    }
  }

  private static void leave(Participant participant) {
    try {
      participant.leave();
    } catch (RuntimeException e) {
      log.error("a part of the server did not leave the service", e);
    }
  }

  private void next() {
    Instant now = since;
    if (now == null || joining || joined == all.size()) {
      return;
    }
    joining = true;
    Participant participant = all.get(joined);
    CompletionStage<?> joins;
    try {
      joins = participant.join(now);
    } catch (RuntimeException e) {
      joins = CompletableFuture.failedFuture(e);
    }
    joins
        .toCompletableFuture()
        .copy()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .whenCompleteAsync((done, failure) -> settled(participant, now, failure), thread);
  }

  private void settled(Participant participant, Instant asOf, @Nullable Throwable failure) {
    joining = false;
    boolean current = asOf.equals(since);
    if (current && failure == null) {
      joined++;
    } else {
      leave(participant);
      if (current && failure != null) {
        log.warn("a part of the server could not join the service: {}", failure.toString());
        failed.run();
        return;
      }
    }
    next();
  }
}
