package dev.spywatcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {

  private final Scenario demo = Scenario.named("demo");

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void eachIsFoundByItsNameAndSaysWhatItIsForInOneSentence(String name) {
    Scenario scenario = Scenario.named(name);

    assertThat(scenario.name()).isEqualTo(name);
    assertThat(scenario.description()).matches("[A-Z][^.]+\\.").hasSizeLessThan(200);
    assertThat(scenario.demoUser()).isEqualTo(DemoUser.USUAL);
    assertThat(BuiltInScenarios.text(name).lines().count()).as("one page").isLessThan(60);
    assertThat(BuiltInScenarios.text(name).lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void thereAreNineAndTheyAreSorted() {
    assertThat(Scenario.names())
        .isSorted()
        .containsExactlyInAnyOrder(
            "bad-day",
            "demo",
            "quiet",
            "busy",
            "raid",
            "ghost-town",
            "multi-client",
            "throttle-stress",
            "huge");
  }

  @Test
  void anUnknownNameIsRefusedWithAListOfWhatThereIs() {
    assertThatThrownBy(() -> Scenario.of("demoo", FaultCatalogue.ANY))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "there is no scenario 'demoo'; use one of "
                + String.join(", ", Scenario.names())
                + ", or a file such as mine.yaml");
  }

  @Test
  void theIdsThatADocumentMayQuoteStayTheSame() {
    assertThat(demo.guildIds())
        .containsExactly("349226271420449824", "693173550076395523", "1038372588822200388");
    assertThat(demo.demoUser()).isEqualTo(new DemoUser("855409009149083665", "you"));
  }

  @Test
  void theDemoHasThreeGuildsOfDifferentSizeAndAtLeastTwoHundredMembers() {
    List<Integer> sizes = demo.guilds().stream().map(guild -> guild.cast().size() + 1).toList();

    assertThat(sizes).containsExactly(120, 70, 30);
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void everyIdIsASnowflakeOfThePastAndOnlyOneThingHasIt(String name) {
    Scenario scenario = Scenario.named(name);
    List<String> ids =
        Stream.concat(
                Stream.of(scenario.demoUser().userId()),
                scenario.guilds().stream()
                    .flatMap(
                        guild ->
                            Stream.of(
                                    Stream.of(guild.id()),
                                    guild.channels().stream().map(Channel::id),
                                    guild.roles().all().stream().map(Role::id))
                                .flatMap(part -> part)))
            .toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[1-9][0-9]{16,18}"));
    assertThat(ids)
        .allSatisfy(
            id ->
                assertThat(Snowflake.createdAt(id))
                    .isBetween(
                        Instant.parse("2015-06-01T00:00:00Z"),
                        Instant.parse("2025-12-31T00:00:00Z")));
  }

  @Test
  void aPlanThatCannotBePlayedIsRefusedByTheNameOfItsField() {
    assertThatThrownBy(() -> new Cast(1, -2, 0, 0, 0, 0, 0))
        .hasMessage("ghosts: -2 is not zero or more members");
    assertThatThrownBy(() -> tempo(1, Duration.ZERO))
        .hasMessage("presences: PT0S is not a positive duration");
    assertThatThrownBy(() -> tempo(0.5, Duration.ofSeconds(1)))
        .hasMessage("messages: 0.5 is not from 1 to 50");
  }

  private static Tempo tempo(double messages, Duration presences) {
    Duration second = Duration.ofSeconds(1);
    return new Tempo(
        second, messages, second, second, presences, second, second, second, second, second,
        second);
  }

  @Test
  void aCastIsDividedByItsSharesToTheLastMember() {
    Cast cast =
        Cast.divided(100, Map.of(Persona.CHATTER, 1.0, Persona.LURKER, 1.0, Persona.BOT, 1.0));

    assertThat(cast.size()).isEqualTo(100);
    assertThat(List.of(cast.chatters(), cast.lurkers(), cast.bots()))
        .containsExactlyInAnyOrder(34, 33, 33);
    assertThat(Cast.divided(4, Map.of(Persona.GHOST, 0.001)).ghosts()).isEqualTo(4);
  }
}
