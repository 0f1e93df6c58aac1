package dev.spywatcher.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens, in whatever order: ANA-2 and ANA-4 hold, and the last update tells the truth.
 */
@Timeout(60)
class RandomTrafficTest {

  private static final List<String> GUILDS = List.of("900", "901", "902");
  private static final List<String> USERS =
      IntStream.range(10, 26).mapToObj(i -> "user-" + i).toList();
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final WatchedGuilds guilds = new WatchedGuilds();

  /** What happened in a guild, kept apart from the server's own counting. */
  private static final class Chronicle {
    private final Map<String, List<String>> typedIn = new HashMap<>();
    private final Map<String, List<String>> wroteIn = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final List<Instant> messages = new ArrayList<>();
  }

  @BeforeEach
  void announceGuilds() {
    for (String guild : GUILDS) {
      guilds.announce(guild, 4, USERS);
    }
  }

  @AfterEach
  void closeClock() {
    guilds.close();
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void updatesAreNeverTooCloseNeverTooLateAndTrue(int seed) {
    Random random = new Random(seed);
    Map<String, Chronicle> chronicles = new HashMap<>();
    for (int step = 0; step < 300; step++) {
      String guild = GUILDS.get(random.nextInt(GUILDS.size()));
      act(random, guild, chronicles.computeIfAbsent(guild, id -> new Chronicle()));
      if (random.nextInt(3) == 0) {
        guilds.advance(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 500 : 20_000)));
      }
    }
    guilds.advance(WatchedGuilds.INTERVAL.plus(GRACE));

    chronicles.forEach(
        (guild, chronicle) -> {
          assertNeverTooClose(guild);
          assertEveryMessageIsReported(guild, chronicle);
          assertTrue(guild, chronicle);
        });
  }

  private void act(Random random, String guild, Chronicle chronicle) {
    String user = USERS.get(random.nextInt(USERS.size()));
    String channel = "channel-" + (random.nextInt(4) + 1);
    switch (random.nextInt(4)) {
      case 0 -> {
        guilds.writes(guild, user, channel);
        chronicle.wroteIn.computeIfAbsent(user, id -> new ArrayList<>()).add(channel);
        chronicle.messages.add(guilds.clock.instant());
      }
      case 1 -> {
        // Half of the users never type, so that there are lurkers.
        if (user.compareTo("user-18") < 0) {
          guilds.types(guild, user, channel);
          chronicle.typedIn.computeIfAbsent(user, id -> new ArrayList<>()).add(channel);
        }
      }
      case 2 -> {
        guilds.appears(guild, user);
        chronicle.seen.merge(user, 1, Integer::sum);
      }
      default -> guilds.goesOffline(guild, user);
    }
  }

  private void assertNeverTooClose(String guild) {
    List<AnalyticsUpdate> updates = guilds.updatesOf(guild);
    for (int i = 1; i < updates.size(); i++) {
      assertThat(Duration.between(updates.get(i - 1).timestamp(), updates.get(i).timestamp()))
          .as("between updates %d and %d of guild %s", i, i + 1, guild)
          .isGreaterThanOrEqualTo(WatchedGuilds.INTERVAL);
    }
  }

  private void assertEveryMessageIsReported(String guild, Chronicle chronicle) {
    List<Instant> sent = guilds.updatesOf(guild).stream().map(AnalyticsUpdate::timestamp).toList();
    for (Instant message : chronicle.messages) {
      Instant due =
          sent.stream()
              .filter(time -> time.isBefore(message))
              .reduce((earlier, later) -> later)
              .map(last -> last.plus(WatchedGuilds.INTERVAL))
              .filter(message::isBefore)
              .orElse(message);
      assertThat(sent)
          .as("updates of guild %s after the message of %s, due at %s", guild, message, due)
          .anyMatch(time -> !time.isBefore(message) && !time.isAfter(due.plus(GRACE)));
    }
  }

  private void assertTrue(String guild, Chronicle chronicle) {
    AnalyticsUpdate last = guilds.lastUpdateOf(guild);
    List<String> ghosts = new ArrayList<>();
    List<String> lurkers = new ArrayList<>();
    List<String> diverse = new ArrayList<>();
    for (String user : USERS) {
      List<String> typed = chronicle.typedIn.getOrDefault(user, List.of());
      List<String> wrote = chronicle.wroteIn.getOrDefault(user, List.of());
      int seen = chronicle.seen.getOrDefault(user, 0);
      if (!typed.isEmpty()) {
        ghosts.add(row(1.0 * typed.size() / (wrote.size() + 1), user));
      }
      if (seen > 0 && typed.isEmpty() && wrote.isEmpty()) {
        lurkers.add(row(Math.min(1.0, seen / 5.0), user));
      }
      long channels = Stream.concat(typed.stream(), wrote.stream()).distinct().count();
      if (channels > 0) {
        diverse.add(row(channels, user));
      }
    }
    assertThat(last.ghosts().stream().map(g -> row(g.ghostScore(), g.userId())))
        .as("ghosts of guild %s", guild)
        .containsExactlyElementsOf(first(10, ghosts));
    assertThat(last.lurkers().stream().map(l -> row(l.lurkerScore(), l.userId())))
        .as("lurkers of guild %s", guild)
        .containsExactlyElementsOf(first(10, lurkers));
    assertThat(last.channelDiversity().stream().map(d -> row(d.channelCount(), d.userId())))
        .as("channel diversity of guild %s", guild)
        .containsExactlyElementsOf(first(20, diverse));
  }

  /** A row that sorts as text: highest score first, then by user id. */
  private static String row(double score, String user) {
    return "%09.4f below 1000 %s (%s)".formatted(1000 - score, user, score);
  }

  private static List<String> first(int count, List<String> rows) {
    return rows.stream().sorted().limit(count).toList();
  }

  @Test
  void updatesAreNeverTooCloseThoughManyThreadsActWhileTheClockIsAdvanced() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> actors = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Random chance = new Random(i);
      Thread actor =
          new Thread(
              () -> {
                while (!over.get()) {
                  guilds.writes(
                      GUILDS.get(chance.nextInt(3)), USERS.get(chance.nextInt(16)), "channel-1");
                }
              });
      actor.start();
      actors.add(actor);
    }
    Random random = new Random(99);
    while (GUILDS.stream().anyMatch(guild -> guilds.updatesOf(guild).size() < 50)) {
      guilds.advance(Duration.ofMillis(random.nextInt(40_000)));
    }
    over.set(true);
    for (Thread actor : actors) {
      actor.join();
    }

    for (String guild : GUILDS) {
      assertNeverTooClose(guild);
    }
  }
}
