package dev.spywatcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  private final Scenario demo = Scenario.named("demo");

  @Test
  void theDemoIsFoundByItsNameAndSaysWhatItIsForInOneSentence() {
    assertThat(Scenario.names()).containsExactly("demo");
    assertThat(demo.name()).isEqualTo("demo");
    assertThat(demo.description()).matches("[A-Z][^.]+\\.");
  }

  @Test
  void anUnknownNameIsRefusedWithAListOfWhatThereIs() {
    assertThatThrownBy(() -> Scenario.named("demoo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--scenario: there is no scenario 'demoo'; use one of demo");
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

  @Test
  void everyIdIsASnowflakeOfThePastAndOnlyOneThingHasIt() {
    List<String> ids =
        Stream.concat(
                Stream.of(demo.demoUser().userId()),
                demo.guilds().stream()
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
    assertThatThrownBy(() -> new Cast(1, -2, 0, 0, 0, 0))
        .hasMessage("ghosts: -2 is not zero or more members");
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(
            () -> new Tempo(second, 1, second, Duration.ZERO, second, second, second, second))
        .hasMessage("presences: PT0S is not a positive duration");
    assertThatThrownBy(() -> new Tempo(second, 0, second, second, second, second, second, second))
        .hasMessage("messages: 0 is not at least 1");
  }
}
