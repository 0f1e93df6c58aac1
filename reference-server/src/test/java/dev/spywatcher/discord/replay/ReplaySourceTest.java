package dev.spywatcher.discord.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.discord.SourceState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(30)
class ReplaySourceTest {

  private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

  @TempDir private Path folder;
  private final ManualContext server = new ManualContext(NOW);
  private ReplaySource source =
      new ReplaySource(new ReplayOptions(Path.of("none"), 1, false, false, EventFilter.ALL));

  @AfterEach
  void close() {
    source.close();
  }

  private static GuildDefinition guild(String id) {
    return new GuildDefinition(id, "Guild " + id, List.of(), List.of(), List.of());
  }

  private static DiscordEvent typing(String guildId, int second) {
    return new DiscordEvent.Typing(guildId, "1", THEN.plusSeconds(second), "70");
  }

  private Path file(DiscordEvent... events) throws IOException {
    Path file = folder.resolve("events.jsonl");
    try (RecordingWriter writer = new RecordingWriter(Files.newOutputStream(file))) {
      writer.header(new RecordingHeader("demo", 1L, List.of(guild("7"), guild("8"))));
      for (DiscordEvent event : events) {
        writer.event(event);
      }
    }
    return file;
  }

  private void play(Path file, double speed, boolean loop, boolean lenient, EventFilter filter) {
    source = new ReplaySource(new ReplayOptions(file, speed, loop, lenient, filter));
    source.start(server);
  }

  private List<Duration> delays() {
    return server.events.stream().map(event -> Duration.between(NOW, event.timestamp())).toList();
  }

  @Test
  void eventsComeAfterTheTimesThatLayBetweenThem() throws Exception {
    play(file(typing("7", 5), typing("8", 5), typing("7", 65)), 1, false, false, EventFilter.ALL);

    assertThat(server.guilds).containsExactly(guild("7"), guild("8"));
    server.advance(Duration.ofSeconds(59));
    assertThat(delays()).containsExactly(Duration.ZERO, Duration.ZERO);
    server.advance(Duration.ofSeconds(1));
    assertThat(delays()).endsWith(Duration.ofMinutes(1)).hasSize(3);
    assertThat(source.state()).isEqualTo(new SourceState(SourceState.Kind.ENDED, "3 events"));
    assertThat(server.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2, 60})
  void aSpeedIsAFactorOnTime(double speed) throws Exception {
    play(file(typing("7", 0), typing("7", 60)), speed, false, false, EventFilter.ALL);

    server.advance(Duration.ofHours(1));

    assertThat(delays()).containsExactly(Duration.ZERO, Duration.ofMillis((long) (60_000 / speed)));
  }

  @Test
  void everyKindOfEventIsShiftedToNow() throws Exception {
    Instant twoDaysBefore = THEN.minus(Duration.ofDays(2));
    play(
        file(
            new DiscordEvent.Join("7", "1", THEN, "ada", twoDaysBefore, true),
            new DiscordEvent.Message("7", "1", THEN, "70", "hello"),
            new DiscordEvent.Typing("7", "1", THEN, "70"),
            new DiscordEvent.Presence("7", "1", THEN, PresenceStatus.IDLE, Set.of(Platform.WEB)),
            new DiscordEvent.Roles("7", "1", THEN, List.of("77")),
            new DiscordEvent.Leave("7", "1", THEN)),
        1,
        false,
        false,
        EventFilter.ALL);

    server.advance(Duration.ZERO);

    assertThat(server.events)
        .containsExactly(
            new DiscordEvent.Join("7", "1", NOW, "ada", NOW.minus(Duration.ofDays(2)), true),
            new DiscordEvent.Message("7", "1", NOW, "70", "hello"),
            new DiscordEvent.Typing("7", "1", NOW, "70"),
            new DiscordEvent.Presence("7", "1", NOW, PresenceStatus.IDLE, Set.of(Platform.WEB)),
            new DiscordEvent.Roles("7", "1", NOW, List.of("77")),
            new DiscordEvent.Leave("7", "1", NOW));
    assertThat(server.events.stream().map(event -> (Object) event.getClass()))
        .containsExactlyInAnyOrder((Object[]) DiscordEvent.class.getPermittedSubclasses());
  }

  @Test
  void aLoopBeginsAgainAndAnnouncesTheGuildsAgain() throws Exception {
    play(file(typing("7", 0), typing("7", 10)), 1, true, false, EventFilter.ALL);

    server.advance(Duration.ofSeconds(35));

    assertThat(delays().stream().map(Duration::toSeconds))
        .containsExactly(0L, 10L, 10L, 20L, 20L, 30L, 30L);
    assertThat(server.guilds).hasSize(2 * 4);
    assertThat(source.state()).isEqualTo(SourceState.DELIVERING);
  }

  @Test
  void aLoopOfOneMomentTakesASecond() throws Exception {
    play(file(typing("7", 0)), 1, true, false, EventFilter.ALL);

    server.advance(Duration.ofMillis(3500));

    assertThat(delays().stream().map(Duration::toSeconds)).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void aLoopOfNothingIsRefused() throws Exception {
    play(file(typing("7", 0)), 1, true, false, new EventFilter(Set.of(), Set.of("join")));

    server.advance(Duration.ofSeconds(5));

    assertThat(source.state().kind()).isEqualTo(SourceState.Kind.FAILED);
    assertThat(source.state().detail()).contains("no event that passes the filters");
  }

  @Test
  void guildsAndTypesAreFiltered() throws Exception {
    play(
        file(typing("7", 0), typing("8", 1), new DiscordEvent.Leave("7", "1", THEN)),
        1,
        false,
        false,
        new EventFilter(Set.of("7"), Set.of("typing", "join")));

    server.advance(Duration.ofSeconds(5));

    assertThat(server.guilds).containsExactly(guild("7"));
    assertThat(server.events).containsExactly(new DiscordEvent.Typing("7", "1", NOW, "70"));
  }

  @Test
  void aResetBeginsAgainFromTheFirstEvent() throws Exception {
    play(file(typing("7", 0), typing("7", 10)), 1, false, false, EventFilter.ALL);
    server.advance(Duration.ofSeconds(4));

    source.reset();
    server.advance(Duration.ofSeconds(10));

    assertThat(delays().stream().map(Duration::toSeconds)).containsExactly(0L, 4L, 14L);
    assertThat(server.guilds).hasSize(4);
  }

  @Test
  void nothingComesAfterTheClose() throws Exception {
    play(file(typing("7", 0), typing("7", 10)), 1, false, false, EventFilter.ALL);
    server.advance(Duration.ofSeconds(4));

    source.close();
    server.advance(Duration.ofMinutes(1));

    assertThat(server.events).hasSize(1);
    assertThat(server.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, Double.POSITIVE_INFINITY})
  void aDamagedLineStopsTheReplayAndIsNamed(double speed) throws Exception {
    Path file = file(typing("7", 0));
    Files.writeString(file, Files.readString(file) + "{\"type\":\"nonsense\"}\n");
    play(file, speed, false, false, EventFilter.ALL);

    await()
        .untilAsserted(
            () -> {
              server.advance(Duration.ZERO);
              assertThat(source.state())
                  .isEqualTo(
                      new SourceState(
                          SourceState.Kind.FAILED,
                          file
                              + ": line 3: guildId: is missing; give a Discord id as a string"
                              + " (--lenient leaves such lines out)"));
            });
    assertThat(server.events).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, Double.POSITIVE_INFINITY})
  void aLenientReplayLeavesDamagedLinesOutAndCountsThem(double speed) throws Exception {
    Path file = file(typing("7", 0));
    Files.writeString(file, Files.readString(file) + "nonsense\n7\n");
    play(file, speed, false, true, EventFilter.ALL);

    await()
        .untilAsserted(
            () -> {
              server.advance(Duration.ZERO);
              assertThat(source.state().kind()).isEqualTo(SourceState.Kind.ENDED);
            });
    assertThat(source.state().detail())
        .startsWith("1 event, 2 damaged lines left out, the first: line 3: is not JSON");
  }

  @Test
  void oneDamagedLineIsCountedAsOne() throws Exception {
    Path file = file(typing("7", 0), typing("7", 0));
    Files.writeString(file, Files.readString(file) + "nonsense\n");
    play(file, 1, false, true, EventFilter.ALL);

    server.advance(Duration.ofSeconds(1));

    assertThat(source.state().detail())
        .startsWith("2 events, 1 damaged line left out: line 4: is not JSON");
  }

  @Test
  void aGuildThatIsNotInTheFileIsSaid() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(ReplaySource.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      Path file = file(typing("7", 0));
      play(file, 1, false, false, new EventFilter(Set.of("7", "654321"), Set.of()));
      source.close();
      play(file, 1, false, false, new EventFilter(Set.of("654322"), Set.of()));
      server.advance(Duration.ofSeconds(1));

      assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
          .contains(
              "--replay-guild: 654321 is not among the guilds that " + file + " begins with: 7, 8")
          .noneMatch(line -> line.startsWith("--replay-guild: 7"));
      assertThat(source.state())
          .isEqualTo(new SourceState(SourceState.Kind.ENDED, "no event that passes the filters"));
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void atFullSpeedEventsKeepTheirOrder() throws Exception {
    DiscordEvent[] events = new DiscordEvent[5000];
    for (int i = 0; i < events.length; i++) {
      events[i] = new DiscordEvent.Typing("7", "" + i, THEN.plusSeconds(i), "70");
    }
    Path file = file(events);
    Path compressed = folder.resolve("events.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(file, out);
    }

    play(compressed, Double.POSITIVE_INFINITY, false, false, EventFilter.ALL);

    await()
        .untilAsserted(() -> assertThat(source.state().kind()).isEqualTo(SourceState.Kind.ENDED));
    assertThat(server.events).hasSameSizeAs(events);
    for (int i = 0; i < events.length; i++) {
      assertThat(server.events.get(i).userId()).isEqualTo("" + i);
    }
  }

  @Test
  void anEndlessReplayAtFullSpeedEndsWithTheClose() throws Exception {
    play(file(typing("7", 0)), Double.POSITIVE_INFINITY, true, false, EventFilter.ALL);
    await().until(() -> server.events.size() > 100);

    source.close();

    int delivered = server.events.size();
    await().during(Duration.ofMillis(200)).until(() -> server.events.size() == delivered);
  }

  @Test
  void aLongWayToTheNextEventHoldsNobodyUp() throws Exception {
    DiscordEvent[] events = new DiscordEvent[10_000];
    Arrays.fill(events, typing("8", 0));
    events[events.length - 1] = typing("7", 0);
    play(file(events), 1, false, false, new EventFilter(Set.of("7"), Set.of()));

    server.runOne();
    assertThat(server.events).isEmpty();
    assertThat(source.state()).isEqualTo(SourceState.DELIVERING);
    source.reset();
    assertThat(server.waiting()).isEqualTo(1);

    server.advance(Duration.ofSeconds(1));
    assertThat(server.events).singleElement().matches(event -> event.guildId().equals("7"));
    assertThat(source.state()).isEqualTo(new SourceState(SourceState.Kind.ENDED, "1 event"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, Double.POSITIVE_INFINITY})
  void aServerThatFailsOnAGuildEndsTheReplayAndThatIsSaid(double speed) throws Exception {
    Path file = file(typing("7", 0));
    Files.writeString(
        file, Files.readString(file) + "{\"guild\":{\"id\":\"9\",\"name\":\"Nine\"}}\n");
    AtomicInteger announced = new AtomicInteger();
    server.onGuild =
        () -> {
          if (announced.incrementAndGet() == 3) {
            throw new IllegalStateException("out of order");
          }
        };
    play(file, speed, false, false, EventFilter.ALL);

    await()
        .untilAsserted(
            () -> {
              server.advance(Duration.ZERO);
              assertThat(source.state())
                  .isEqualTo(
                      new SourceState(
                          SourceState.Kind.FAILED,
                          file
                              + ": cannot be played: java.lang.IllegalStateException:"
                              + " out of order"));
            });
    assertThat(server.waiting()).isZero();
  }

  @Test
  void aFileThatCannotBePlayedIsRefusedAtTheStart() throws Exception {
    Path none = folder.resolve("none");
    Path text = Files.writeString(folder.resolve("text"), "hello\n");

    assertThatThrownBy(() -> play(none, 1, false, false, EventFilter.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--replay: " + none + " is not there");
    assertThatThrownBy(() -> play(folder, 1, false, false, EventFilter.ALL))
        .hasMessage("--replay: " + folder + " is not a file");
    assertThatThrownBy(() -> play(text, 1, false, true, EventFilter.ALL))
        .hasMessageStartingWith("--replay: " + text + ": line 1: is no header");
  }
}
