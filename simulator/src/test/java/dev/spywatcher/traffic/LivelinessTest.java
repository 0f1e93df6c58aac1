package dev.spywatcher.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person at a screen relies on: something of everything, all the time, in every guild. */
class LivelinessTest {

  private static final Duration PLAYED = Duration.ofHours(1);
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private enum Sight {
    MESSAGE,
    TYPING,
    PRESENCE,
    ROLE_GAINED,
    JOIN,
    SEVERAL_CLIENTS
  }

  /** One guild as an onlooker sees it, who knows only its definition and its events. */
  private static final class Onlooker {
    private final long[] lastSeen = new long[Sight.values().length];
    private final long[] longestGap = new long[Sight.values().length];
    private final Map<String, Set<Platform>> platforms = new HashMap<>();
    private final Map<String, Set<String>> roles = new HashMap<>();
    private final Set<String> bots = new HashSet<>();
    private long events;

    Onlooker(GuildDefinition guild) {
      for (Member member : guild.members()) {
        roles.put(member.userId(), new HashSet<>(member.roleIds()));
        if (member.bot()) {
          bots.add(member.userId());
        }
      }
    }

    void see(long nanos, DiscordEvent event) {
      events++;
      String user = event.userId();
      boolean bot = bots.contains(user);
      if (event instanceof DiscordEvent.Message && !bot) {
        saw(Sight.MESSAGE, nanos);
      } else if (event instanceof DiscordEvent.Typing && !bot) {
        saw(Sight.TYPING, nanos);
      } else if (event instanceof DiscordEvent.Presence presence) {
        saw(Sight.PRESENCE, nanos);
        Set<Platform> before = platforms.put(user, presence.platforms());
        if (presence.platforms().size() >= 2 && !presence.platforms().equals(before) && !bot) {
          saw(Sight.SEVERAL_CLIENTS, nanos);
        }
      } else if (event instanceof DiscordEvent.Roles changed) {
        Set<String> before = roles.put(user, new HashSet<>(changed.roleIds()));
        if (before == null || !before.containsAll(changed.roleIds())) {
          saw(Sight.ROLE_GAINED, nanos);
        }
      } else if (event instanceof DiscordEvent.Join join) {
        roles.put(user, Set.of());
        if (join.bot()) {
          bots.add(user);
        } else {
          saw(Sight.JOIN, nanos);
        }
      } else if (event instanceof DiscordEvent.Leave) {
        roles.remove(user);
        platforms.remove(user);
      }
    }

    private void saw(Sight sight, long nanos) {
      int i = sight.ordinal();
      longestGap[i] = Math.max(longestGap[i], nanos - lastSeen[i]);
      lastSeen[i] = nanos;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {42, 0, 1, -1, 7, 20260301, Long.MAX_VALUE, Long.MIN_VALUE})
  void everyTenSecondsOfEveryGuildBringSomethingOfEverything(long seed) {
    Population population = Population.of(Scenario.named("demo"), seed);
    Map<String, Onlooker> onlookers = new HashMap<>();
    for (Crowd crowd : population.crowds()) {
      onlookers.put(crowd.guild().id(), new Onlooker(crowd.definition()));
    }
    Iterator<TimedEvent> events =
        Traffic.of(population, seed, new PlayTime(Instant.EPOCH.plus(Duration.ofDays(20_500)), 1))
            .events();
    TimedEvent timed = events.next();
    while (timed.nanos() < PLAYED.toNanos()) {
      DiscordEvent event = timed.at(Instant.EPOCH);
      Objects.requireNonNull(onlookers.get(event.guildId())).see(timed.nanos(), event);
      timed = events.next();
    }

    for (Map.Entry<String, Onlooker> entry : onlookers.entrySet()) {
      Onlooker onlooker = entry.getValue();
      for (Sight sight : Sight.values()) {
        onlooker.saw(sight, PLAYED.toNanos());
        // Half a second is left for a server that is late.
        assertThat(Duration.ofNanos(onlooker.longestGap[sight.ordinal()]))
            .as("longest time without %s in guild %s, seed %s", sight, entry.getKey(), seed)
            .isLessThan(WINDOW.minusMillis(500));
      }
      assertThat((double) onlooker.events / PLAYED.toSeconds())
          .as("events per second in guild %s, seed %s", entry.getKey(), seed)
          .isBetween(2.0, 6.0);
    }
  }
}
