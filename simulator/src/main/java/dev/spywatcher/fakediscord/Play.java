package dev.spywatcher.fakediscord;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A source that feeds the fake, in real time and on one thread of its own. Thread-safe. */
final class Play implements SourceContext, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Play.class);

  /** A bot is slower than a server, and is cut off for what it has not read. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final DiscordSource source;
  private final World world;
  private final BooleanSupplier congestion;
  private final Faults faults;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor scheduler;

  private Play(
      DiscordSource source,
      World world,
      BooleanSupplier congestion,
      Faults faults,
      InstantSource clock) {
    this.source = source;
    this.world = world;
    this.congestion = congestion;
    this.faults = faults;
    this.clock = clock;
    this.scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fake-discord-play");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Begins; the source's guilds are there when this returns, where it knows them by then.
   *
   * @param congestion whether a bot lags behind what it was told
   * @param faults those that the source may have come and go
   */
  static Play of(
      DiscordSource source,
      World world,
      BooleanSupplier congestion,
      Faults faults,
      InstantSource clock) {
    Play play = new Play(source, world, congestion, faults, clock);
    try {
      source.start(play);
      return play;
    } catch (RuntimeException e) {
      play.close();
      throw e;
    }
  }

  void reset() {
    source.reset();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    if (scheduler.isShutdown()) {
      return () -> {};
    }
    ScheduledFuture<?> scheduled =
        scheduler.schedule(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                log.error("{} failed: {}", source.name(), e.toString());
              }
            },
            Math.max(0, delay.toNanos()),
            TimeUnit.NANOSECONDS);
    return () -> scheduled.cancel(false);
  }

  @Override
  public void guild(GuildDefinition guild) {
    world.put(guild);
  }

  @Override
  public void event(DiscordEvent event) {
    String fault = world.happen(event);
    if (fault != null) {
      log.debug("dropped an event of {}: {}", source.name(), fault);
    }
  }

  @Override
  public boolean congested() {
    return congestion.getAsBoolean();
  }

  @Override
  public Duration longestPause() {
    return LONGEST_PAUSE;
  }

  @Override
  public FaultSwitches faults() {
    return new FaultSwitches() {
      @Override
      public boolean knows(String name) {
        return Fault.names().contains(name);
      }

      @Override
      public @Nullable Switched on(String name, Map<String, String> parameters) {
        return faults.play(Fault.of(name, parameters));
      }
    };
  }

  @Override
  public void close() {
    source.close();
    scheduler.shutdownNow();
  }
}
