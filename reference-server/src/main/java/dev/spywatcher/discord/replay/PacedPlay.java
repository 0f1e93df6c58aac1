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

  /** Events delivered at once, so that other tasks of the clock get their turn. */
  private static final int MOST_AT_ONCE = 256;

  /** Lines read at once in search of an event, for the same reason. */
  private static final int MOST_LINES_AT_ONCE = 2_000;

  /** Between one search and the next; about as long as a search takes. */
  private static final Duration PAUSE_OF_SEARCH = Duration.ofMillis(20);

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
    waiting = context.schedule(Duration.ZERO, this::goOn);
  }

  private synchronized void goOn() {
    search();
    for (int i = 0; i < MOST_AT_ONCE && next != null && isDue(next); i++) {
      try {
        context.event(Retimed.at(context.now(), next));
      } catch (RuntimeException e) {
        log.error("an event of the replay was not taken", e);
      }
      next = null;
      search();
    }
    if (!over) {
      waiting =
          context.schedule(
              next == null ? PAUSE_OF_SEARCH : Duration.between(context.now(), due(next)),
              this::goOn);
    }
  }

  private boolean isDue(DiscordEvent event) {
    return !due(event).isAfter(context.now());
  }

  /** Reads on to the next event, or as far as it may at once; closes where there is none. */
  private void search() {
    try {
      for (int i = 0; i < MOST_LINES_AT_ONCE && !over && next == null; i++) {
        Line line = rounds.next();
        if (line == null) {
          end(null);
        } else {
          next = line.event();
        }
      }
    } catch (IOException | RuntimeException e) {
      end(e);
    }
    if (next != null && rounds.number() != round) {
      round = rounds.number();
      Instant soonest = beginning.plus(SHORTEST_ROUND);
      beginning = soonest.isAfter(context.now()) ? soonest : context.now();
      origin = null;
    }
  }

  private void end(@Nullable Exception failure) {
    close();
    ending.ended(rounds, failure);
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
