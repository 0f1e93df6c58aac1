package dev.spywatcher.discord.replay;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.SourceContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each event at its time by the server's clock; it has no thread, and never waits. */
final class PacedPlay implements Play {

  private static final Logger log = LoggerFactory.getLogger(PacedPlay.class);

  /** So that other tasks of the clock get their turn. */
  private static final int MOST_AT_ONCE = 256;

  /** So that a file whose events are all of one moment does not loop without end in it. */
  private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);

  private final SourceContext context;
  private final Rounds rounds;
  private final double speed;
  private final Ending ending;
  private Instant beginning;
  private @Nullable Instant origin;
  private int round;
  private @Nullable DiscordEvent next;
  private SourceContext.Cancellable waiting = () -> {};
  private boolean over;

  PacedPlay(SourceContext context, Rounds rounds, double speed, Ending ending) {
    this.context = context;
    this.rounds = rounds;
    this.speed = speed;
    this.ending = ending;
    this.beginning = context.now();
  }

  @Override
  public synchronized void begin() {
    advance();
    awaitNext();
  }

  private synchronized void deliver() {
    for (int i = 0; i < MOST_AT_ONCE && !over && next != null && isDue(next); i++) {
      try {
        context.event(Retimed.at(context.now(), next));
      } catch (RuntimeException e) {
        log.error("an event of the replay was not taken", e);
      }
      advance();
    }
    awaitNext();
  }

  private boolean isDue(DiscordEvent event) {
    return !due(event).isAfter(context.now());
  }

  private void awaitNext() {
    if (!over && next != null) {
      waiting = context.schedule(Duration.between(context.now(), due(next)), this::deliver);
    }
  }

  /** Reads the next event; closes where there is none. */
  private void advance() {
    try {
      next = rounds.next();
      if (next == null) {
        close();
        ending.ended(rounds, null);
      } else if (rounds.number() != round) {
        round = rounds.number();
        Instant soonest = beginning.plus(SHORTEST_ROUND);
        beginning = soonest.isAfter(context.now()) ? soonest : context.now();
        origin = null;
      }
    } catch (IOException e) {
      close();
      ending.ended(rounds, e);
    }
  }

  /** Measured from the beginning, not from the last event, so that lateness does not add up. */
  private Instant due(DiscordEvent event) {
    if (origin == null) {
      origin = event.timestamp();
    }
    Duration since = Duration.between(origin, event.timestamp());
    return beginning.plus(speed == 1 ? since : scaled(since));
  }

  private Duration scaled(Duration since) {
    double nanos = (since.getSeconds() * 1e9 + since.getNano()) / speed;
    return Duration.ofNanos((long) nanos);
  }

  @Override
  public synchronized void close() {
    over = true;
    next = null;
    waiting.cancel();
    try {
      rounds.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
