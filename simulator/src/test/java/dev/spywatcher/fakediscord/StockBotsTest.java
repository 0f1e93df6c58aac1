package dev.spywatcher.fakediscord;

import static dev.spywatcher.fakediscord.Guilds.ADA;
import static dev.spywatcher.fakediscord.Guilds.BEN;
import static dev.spywatcher.fakediscord.Guilds.GENERAL;
import static dev.spywatcher.fakediscord.Guilds.HARBOR;
import static dev.spywatcher.fakediscord.Guilds.SAILOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stock bots log in to the fake, hear everything, and go on after every fault. */
class StockBotsTest {

  /** Short, so that a bot soon misses the answer to its heartbeat. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  @Nested
  class DiscordJs extends Checks {
    @Override
    StockBot login(FakeDiscord discord) throws Exception {
      String missing = DiscordJsBot.missing();
      if (missing != null) {
        System.out.println("StockBotsTest skips discord.js: " + missing);
      }
      Assumptions.assumeTrue(missing == null, missing);
      return new DiscordJsBot(discord);
    }
  }

  @Nested
  class Jda extends Checks {
    @Override
    StockBot login(FakeDiscord discord) {
      return new JdaBot(discord);
    }
  }

  /** The checks, on one bot that lives through all of them. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Timeout(120)
  abstract static class Checks {

    private FakeDiscord discord;
    private StockBot bot;
    private int written;

    abstract StockBot login(FakeDiscord discord) throws Exception;

    @BeforeAll
    void start() throws Exception {
      discord =
          FakeDiscord.start(FakeDiscordOptions.builder().heartbeatInterval(HEARTBEAT).build());
      discord.accept(Guilds.harbor());
      bot = login(discord);
      bot.await(0, "ready");
    }

    @AfterAll
    void stop() {
      if (bot != null) {
        bot.close();
      }
      discord.close();
    }

    private synchronized void write() {
      String content = Integer.toString(written++);
      discord.accept(new DiscordEvent.Message(HARBOR, ADA, Instant.now(), GENERAL, content));
    }

    @Test
    void hearsEveryKindOfEvent() {
      int mark = bot.mark();
      String eve = "1300929216358909136";
      Instant now = Instant.now();
      discord.accept(new DiscordEvent.Message(HARBOR, ADA, now, GENERAL, "hello ✨"));
      discord.accept(new DiscordEvent.Typing(HARBOR, BEN, now, GENERAL));
      discord.accept(
          new DiscordEvent.Presence(
              HARBOR, ADA, now, PresenceStatus.DND, Set.of(Platform.MOBILE, Platform.WEB)));
      discord.accept(
          new DiscordEvent.Presence(
              HARBOR, ADA, now, PresenceStatus.DND, Set.of(Platform.DESKTOP)));
      discord.accept(new DiscordEvent.Roles(HARBOR, BEN, now, List.of(SAILOR)));
      discord.accept(new DiscordEvent.Join(HARBOR, eve, now, "eve", now, false));
      discord.accept(new DiscordEvent.Leave(HARBOR, eve, now));
      discord.accept(new DiscordEvent.Roles(HARBOR, BEN, now, List.of()));

      assertThat(bot.await(mark, "remove")).isEqualTo(eve);
      assertThat(bot.details(mark, "message")).containsExactly("hello ✨");
      assertThat(bot.details(mark, "typing")).containsExactly(BEN);
      assertThat(bot.details(mark, "presence"))
          .containsExactly(ADA + " mobile,web", ADA + " desktop");
      assertThat(bot.details(mark, "update")).first().isEqualTo(BEN + " 1");
      assertThat(bot.details(mark, "add")).containsExactly(eve);
    }

    /** Asked each time, it would have sent more than a bot may in a minute. */
    @Test
    void saysWhatItHasSeenHoweverManyAsk() throws Exception {
      int mark = bot.mark();
      int first = written;
      ExecutorService many = Executors.newFixedThreadPool(20);
      try {
        Callable<List<Identified>> ask =
            () -> {
              write();
              return discord.awaitSeen(StockBot.PATIENCE);
            };
        for (Future<List<Identified>> late : many.invokeAll(Collections.nCopies(140, ask))) {
          assertThat(late.get()).as("who is behind").isEmpty();
        }
      } finally {
        many.shutdownNow();
      }

      write();
      String last = Integer.toString(written - 1);
      bot.await(mark, "message", last::equals);
      assertThat(bot.details(mark, "message")).hasSize(written - first);
      assertThat(bot.details(mark, "disconnected")).isEmpty();
    }

    List<Fault> interruptions() {
      return List.of(
          new DropSocket(),
          new Reconnect(),
          new InvalidSession(true),
          new MuteAcks(),
          new Silence(),
          new CloseConnection(4000));
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void losesNothingAcrossAResume(Fault fault) throws Exception {
      int mark = bot.mark();
      int first = written;
      IntStream.range(0, 20).forEach(i -> write());
      assertThat(discord.strike(fault)).isEqualTo(1);

      writeUntil(mark, "resumed");

      assertThat(bot.details(mark, "message"))
          .containsExactlyElementsOf(
              IntStream.range(first, written).mapToObj(Integer::toString).toList());
      assertThat(bot.details(mark, "identified")).as("a new session").isEmpty();
    }

    @Test
    void beginsAfreshWhereTheSessionIsOver() throws Exception {
      int mark = bot.mark();
      assertThat(discord.strike(new InvalidSession(false))).isEqualTo(1);

      writeUntil(mark, "identified");

      assertThat(bot.details(mark, "message")).doesNotHaveDuplicates();
    }

    /** Writes now and then until that has been heard, and a last time; waits for that. */
    private void writeUntil(int mark, String kind) {
      org.awaitility.Awaitility.await()
          .atMost(StockBot.PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                write();
                return !bot.details(mark, kind).isEmpty();
              });
      // What is written before the guilds of a new session are there is in none of its events.
      bot.await(mark, kind);
      write();
      String last = Integer.toString(written - 1);
      bot.await(mark, "message", last::equals);
    }

    List<Fault> badAnswers() {
      Aim members = new Aim("/guilds", 1);
      return List.of(
          new RateLimit(members, Duration.ofMillis(700), false),
          new RateLimit(members, Duration.ofMillis(700), true),
          new ServerError(members, 502),
          new ConnectionReset(members),
          new SlowAnswers(members, Duration.ofMillis(700)));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void getsItsAnswerAfterABadOne(Fault fault) {
      int mark = bot.mark();
      int first = written;
      assertThat(discord.strike(fault)).isEqualTo(1);

      bot.fetch(HARBOR, ADA);

      assertThat(bot.await(mark, "fetched")).isEqualTo("ada");
      assertThat(bot.details(mark, "failed")).isEmpty();
      write();
      bot.await(mark, "message", Integer.toString(first)::equals);
    }

    /** discord.js asks again after a 500, JDA reports it. */
    @Test
    void goesOnAfterAnErrorOfTheServer() {
      int mark = bot.mark();
      assertThat(discord.strike(new ServerError(new Aim("/guilds", 1), 500))).isEqualTo(1);
      bot.fetch(HARBOR, ADA);
      bot.awaitAny(mark, List.of("fetched", "failed"));
      int next = bot.mark();

      bot.fetch(HARBOR, BEN);

      assertThat(bot.await(next, "fetched")).isEqualTo("ben");
    }

    @Test
    void logsInToTheDemoAndHearsItsPeople() throws Exception {
      try (FakeDiscord demo = FakeDiscord.start(FakeDiscordOptions.defaults())) {
        Scenario scenario = Scenario.named("demo");
        demo.play(new SimulatorSource(scenario, scenario.seed(), 20));
        try (StockBot guest = login(demo)) {
          guest.await(0, "ready");
          for (String kind : List.of("message", "typing", "presence", "update", "add", "remove")) {
            guest.await(0, kind);
          }
          guest.await(0, "presence", detail -> detail.contains(","));
        }
      }
    }
  }
}
