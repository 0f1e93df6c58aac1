package dev.spywatcher.discord.play;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each moment at its time by the server's clock; it has no thread, and never waits. */
final class PacedPlay implements Play {

  private static final Logger log = LoggerFactory.getLogger(PacedPlay.class);

  /** Moments that happen at once, so that other tasks of the clock get their turn. */
  private static final int MOST_AT_ONCE = 256;

  /** Steps of a script in search of a moment, for the same reason. */
  private static final int MOST_STEPS_AT_ONCE = 2_000;

  /** Between one search and the next; about as long as a search takes. */
  private static final Duration PAUSE_OF_SEARCH = Duration.ofMillis(20);

  /** So that a script whose moments are all of one time does not go round without end in it. */
  private static final Duration SHORTEST_ROUND = Duration.ofSeconds(1);

  private final String source;
  private final Script script;
  private final SourceContext context;
  private final double speed;
  private final Ending ending;
  private final SourceContext inTime = new InTime();
  private Instant beginning;
  private Instant happensAt;
  private int round;
  private @Nullable Moment next;
  private SourceContext.Cancellable waiting = () -> {};
  private boolean over;

  PacedPlay(
      String source,
      Script script,
      SourceContext context,
      Instant beginning,
      double speed,
      Ending ending) {
    this.source = source;
    this.script = script;
    this.context = context;
    this.beginning = beginning;
    this.happensAt = beginning;
    this.speed = speed;
    this.ending = ending;
  }

  @Override
  public synchronized void begin() {
    waiting = context.schedule(Duration.ZERO, this::goOn);
  }

  private synchronized void goOn() {
    search();
    for (int i = 0; i < MOST_AT_ONCE && next != null && isDue(next); i++) {
      Moment due = next;
      next = null;
      try {
        happensAt = due(due);
        due.happen(inTime);
      } catch (RuntimeException e) {
        log.error("an event of the {} was not taken", source, e);
      }
      search();
    }
    if (!over) {
      waiting =
          context.schedule(
              next == null ? PAUSE_OF_SEARCH : Duration.between(context.now(), due(next)),
              this::goOn);
    }
  }

  private boolean isDue(Moment moment) {
    return !due(moment).isAfter(context.now());
  }

  /** Goes on to the next moment, or as far as it may at once; closes where there is none. */
  private void search() {
    try {
      for (int i = 0; i < MOST_STEPS_AT_ONCE && !over && next == null; i++) {
        Moment found = script.next();
        if (found == null) {
          end(null);
        } else if (found != Moment.NONE) {
          next = found;
        }
      }
    } catch (IOException | RuntimeException e) {
      end(e);
    }
    if (next != null && script.round() != round) {
      round = script.round();
      Instant soonest = beginning.plus(SHORTEST_ROUND);
      beginning = soonest.isAfter(happensAt) ? soonest : happensAt;
    }
  }

  /**
   * The server at the time of the moment that happens, however late that is: so a play has the same
   * times on every server.
   */
  private final class InTime implements SourceContext {
    @Override
    public Instant now() {
      return happensAt;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      return context.schedule(delay, task);
    }

    @Override
    public void guild(GuildDefinition guild) {
      context.guild(guild);
    }

    @Override
    public void event(DiscordEvent event) {
      context.event(event);
    }

    @Override
    public boolean congested() {
      return context.congested();
    }

    @Override
    public Duration longestPause() {
      return context.longestPause();
    }

    @Override
    public FaultSwitches faults() {
      return context.faults();
    }
  }

  private void end(@Nullable Exception failure) {
    close();
    ending.ended(failure);
  }

  /** Measured from the beginning, not from the last moment, so that lateness does not add up. */
  private Instant due(Moment moment) {
    Duration since = moment.since();
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
      script.close();
    } catch (IOException e) {
      // It was only read.
    }
  }
}
