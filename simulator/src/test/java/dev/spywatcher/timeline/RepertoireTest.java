package dev.spywatcher.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Repertoire.Piece;
import dev.spywatcher.discord.Repertoire.Playing;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a simulator can be asked to play while it plays. */
class RepertoireTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Scenario demo = Scenario.named("demo");
  private final ManualContext context = new ManualContext(NOON);
  private final SimulatorSource source = new SimulatorSource(demo, 42, 1);

  /** What the same play gives at speed 1 in that time. */
  private List<DiscordEvent> played(Duration duration) {
    ManualContext other = new ManualContext(NOON);
    new SimulatorSource(demo, 42, 1).start(other);
    other.advance(duration);
    return other.events;
  }

  private static List<String> told(List<DiscordEvent> events) {
    return events.stream()
        .map(event -> event.getClass().getSimpleName() + event.guildId() + event.userId())
        .toList();
  }

  @Test
  void everyScenarioIsOfferedAndWhatIsPlayedIsTold() {
    assertThat(source.pieces()).extracting(Piece::name).isEqualTo(Scenario.names());
    assertThat(source.playing()).isEqualTo(new Playing("demo", 42, 1));
  }

  @Test
  void atAnotherSpeedItGoesOnWithTheEventThatIsNext() {
    source.start(context);
    context.advance(MINUTE);
    source.pace(10);
    context.advance(MINUTE.dividedBy(10));
    source.pace(0.5);
    context.advance(MINUTE.multipliedBy(2));

    List<DiscordEvent> expected = played(MINUTE.multipliedBy(3));
    assertThat(told(context.events)).isEqualTo(told(expected));
    assertThat(source.playing().speed()).isEqualTo(0.5);
    assertThat(context.guilds).hasSize(demo.guilds().size());
  }

  @Test
  void whileItPausesNothingHappensAndAfterwardsNothingIsMissing() {
    source.start(context);
    context.advance(MINUTE);
    int before = context.events.size();

    source.pace(0);
    context.advance(Duration.ofHours(1));
    assertThat(context.events).hasSize(before);
    assertThat(context.waiting()).isZero();

    source.pace(1);
    context.advance(MINUTE);
    assertThat(told(context.events)).isEqualTo(told(played(MINUTE.multipliedBy(2))));
  }

  @Test
  void anotherPlayBeginsFromItsFirstEventAtThatSpeed() {
    source.start(context);
    context.advance(MINUTE);
    context.guilds.clear();
    context.events.clear();

    Scenario quiet = Scenario.named("quiet");
    source.play(new Playing("quiet", 7, 100));
    assertThat(context.guilds).extracting(GuildDefinition::id).isEqualTo(quiet.guildIds());
    context.advance(MINUTE);

    ManualContext alone = new ManualContext(NOON.plus(MINUTE));
    new SimulatorSource(quiet, 7, 100).start(alone);
    alone.advance(MINUTE);
    assertThat(context.events).isNotEmpty().isEqualTo(alone.events);
    assertThat(source.playing()).isEqualTo(new Playing("quiet", 7, 100));
  }

  @Test
  void aPlayThatBeginsPausedAnnouncesItsGuildsAndWaits() {
    source.start(context);
    context.guilds.clear();
    source.play(new Playing("demo", 42, 0));
    context.advance(MINUTE);

    assertThat(context.guilds).hasSize(demo.guilds().size());
    assertThat(context.events).isEmpty();

    source.pace(1);
    context.advance(MINUTE);
    assertThat(told(context.events)).isEqualTo(told(played(MINUTE)));
  }

  @Test
  void aResetBeginsAgainAtTheSpeedOfNow() {
    source.start(context);
    context.advance(MINUTE);
    source.pace(2);
    context.advance(MINUTE);
    context.events.clear();

    source.reset();
    context.advance(MINUTE.dividedBy(2));

    ManualContext alone = new ManualContext(NOON.plus(MINUTE.multipliedBy(2)));
    new SimulatorSource(demo, 42, 2).start(alone);
    alone.advance(MINUTE.dividedBy(2));
    assertThat(context.events).isNotEmpty().isEqualTo(alone.events);
  }

  @Test
  void afterItsEndNothingBringsItBack() {
    source.start(context);
    source.close();

    source.pace(5);
    source.play(new Playing("quiet", 1, 1));
    context.advance(MINUTE);

    assertThat(context.events).isEmpty();
    assertThat(context.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.0001, 1001, Double.NaN, Double.NEGATIVE_INFINITY})
  void aSpeedOutOfRangeIsRefusedAndChangesNothing(double speed) {
    source.start(context);

    assertThatThrownBy(() -> source.pace(speed)).hasMessageContaining("speed: ");
    assertThatThrownBy(() -> source.play(new Playing("demo", 1, speed)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(source.playing()).isEqualTo(new Playing("demo", 42, 1));
    context.advance(MINUTE);
    assertThat(told(context.events)).isEqualTo(told(played(MINUTE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "/etc/passwd", "../mine.yaml"})
  void onlyWhatIsOfferedIsPlayed(String name) {
    assertThatThrownBy(() -> source.play(new Playing(name, 1, 1)))
        .hasMessageContaining("scenario: there is no")
        .hasMessageContaining("demo");
  }

  @Test
  void thePersonaOfEveryMemberIsKnownAndOfNobodyElse() {
    for (Crowd crowd : Population.of(demo, 42).crowds()) {
      String guild = crowd.guild().id();
      for (Persona persona : Persona.values()) {
        for (int number = 0; number < crowd.count(persona); number++) {
          String userId = crowd.userId(persona, number);
          assertThat(source.persona(guild, userId)).isEqualTo(persona.word());
          // Another account with the same last digits is somebody else.
          assertThat(source.persona(guild, Long.toString(Long.parseLong(userId) + (1L << 22))))
              .isNull();
        }
      }
      for (String stranger :
          List.of(demo.demoUser().userId(), "", "x", "-1", "0", "99999999999999999999")) {
        assertThat(source.persona(guild, stranger)).isNull();
      }
    }
    assertThat(source.persona("1", demo.demoUser().userId())).isNull();
    assertThat(PlayTime.FULL_SPEED).isEqualTo(SimulatorSource.FULL_SPEED);
  }
}
