package dev.spywatcher.features.stimulus;

import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.Identified;
import dev.spywatcher.features.target.Patience;
import dev.spywatcher.features.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The stimulus by a fake Discord, which takes the same calls and tells a bot. Whatever changes a
 * guild has been read by the bot when the call returns: events that follow count on it.
 * Thread-safe.
 */
public final class DiscordStimulus implements Stimulus {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** What a bot has read it has still to act on, which takes it as long as an answer at least. */
  private static final Duration LEAST_TO_ACT = Duration.ofMillis(50);

  private static final Map<URI, FakeDiscord> OPEN = new ConcurrentHashMap<>();

  private final FakeDiscord discord;
  private final Stimulus calls;
  private volatile Duration lag = Duration.ZERO;

  private DiscordStimulus(FakeDiscord discord, Stimulus calls) {
    this.discord = discord;
    this.calls = calls;
  }

  /** Makes a Discord known, and gives the URL of the calls to it. */
  public static URI callsTo(FakeDiscord discord) {
    URI url = URI.create(discord.url() + "/control");
    OPEN.put(url, discord);
    return url;
  }

  /** Whether calls of a target go to a Discord. */
  public static boolean isBehind(Target target) {
    return OPEN.containsKey(target.injectUrl());
  }

  /** The stimulus of a target, which calls a Discord or the service itself. */
  public static Stimulus of(Target target) {
    Stimulus calls = new HttpStimulus(target);
    FakeDiscord discord = OPEN.get(target.injectUrl());
    return discord == null ? calls : new DiscordStimulus(discord, calls);
  }

  @Override
  public void put(Guild guild) {
    calls.put(guild);
    settle();
  }

  @Override
  public void raise(List<? extends DiscordEvent> events) {
    calls.raise(events);
    if (events.stream().anyMatch(DiscordStimulus::changesGuild)) {
      settle();
    }
  }

  private static boolean changesGuild(DiscordEvent event) {
    return event instanceof DiscordEvent.Join
        || event instanceof DiscordEvent.Leave
        || event instanceof DiscordEvent.Roles;
  }

  @Override
  public void settle() {
    List<Identified> late;
    try {
      late = discord.awaitSeen(Patience.stretched(DEADLINE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a bot is told what happens", e);
    }
    if (!late.isEmpty()) {
      Identified first = late.get(0);
      throw new IllegalStateException(
          "no heartbeat of the bot (%s, session %s) said within %s that it has read what it was told: it is at %d of %d, and %s"
              .formatted(
                  first.library(),
                  first.sessionId(),
                  DEADLINE,
                  first.confirmed(),
                  first.sequence(),
                  first.connected() ? "connected" : "not connected"));
    }
    Duration taken = longestLag();
    if (taken.compareTo(lag) > 0) {
      lag = taken;
    }
    LockSupport.parkNanos(Math.max(taken.toNanos(), LEAST_TO_ACT.toNanos()));
  }

  private Duration longestLag() {
    return discord.sessions().stream()
        .filter(Identified::connected)
        .map(Identified::lag)
        .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  @Override
  public Duration lag() {
    return lag;
  }
}
