package dev.spywatcher.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.scenario.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PopulationTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Scenario demo = Scenario.named("demo");
  private final Population population = Population.of(demo, 42);

  private static List<GuildDefinition> definitions(Population population) {
    return population.crowds().stream().map(Crowd::definition).toList();
  }

  private Stream<Member> everyone() {
    return definitions(population).stream().flatMap(guild -> guild.members().stream());
  }

  private Stream<Member> joining() {
    return population.crowds().stream()
        .flatMap(
            crowd ->
                LongStream.range(0, 500)
                    .boxed()
                    .flatMap(n -> Stream.of(crowd.newcomer(n, NOW), crowd.newBot(n))));
  }

  @Test
  void theDemoHasAtLeastTwoHundredMembersAndTheDemoUserIsInEveryGuild() {
    assertThat(everyone()).hasSizeGreaterThanOrEqualTo(200);
    assertThat(definitions(population))
        .hasSize(3)
        .allSatisfy(
            guild ->
                assertThat(guild.members())
                    .filteredOn(member -> member.userId().equals(demo.demoUser().userId()))
                    .singleElement()
                    .matches(member -> !member.bot() && member.username().equals("you")));
  }

  @Test
  void theSameSeedMakesTheSamePeopleAndAnotherSeedOthersInTheSameGuilds() {
    Population other = Population.of(demo, 43);

    assertThat(definitions(Population.of(demo, 42))).isEqualTo(definitions(population));
    for (int i = 0; i < 3; i++) {
      GuildDefinition guild = definitions(population).get(i);
      GuildDefinition otherGuild = definitions(other).get(i);
      assertThat(otherGuild.id()).isEqualTo(guild.id());
      assertThat(otherGuild.channels()).isEqualTo(guild.channels());
      assertThat(otherGuild.roles()).isEqualTo(guild.roles());
      assertThat(otherGuild.members().subList(1, otherGuild.members().size()))
          .doesNotContainAnyElementsOf(guild.members());
    }
  }

  @Test
  void theLocaleChangesNobody() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
      assertThat(definitions(Population.of(demo, 42))).isEqualTo(definitions(population));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyIdAgreesWithTheCreationOfTheAccount() {
    assertThat(Stream.concat(everyone(), joining()))
        .allSatisfy(
            member -> {
              assertThat(member.userId()).matches("[1-9][0-9]{16,18}");
              long millis = (Long.parseLong(member.userId()) >> 22) + 1420070400000L;
              assertThat(member.createdAt()).isEqualTo(Instant.ofEpochMilli(millis)).isBefore(NOW);
              assertThat(Snowflake.createdAt(member.userId())).isEqualTo(member.createdAt());
            });
  }

  @Test
  void nobodySharesAnIdButTheDemoUserWhoIsInAllGuilds() {
    List<String> ids = Stream.concat(everyone().distinct(), joining()).map(Member::userId).toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void theIdOfAMemberIsTheOneInTheGuildsDefinition() {
    Crowd crowd = population.crowds().get(0);

    for (Persona persona : Persona.values()) {
      for (int number = 0; number < crowd.count(persona); number++) {
        assertThat(crowd.userId(persona, number)).isEqualTo(crowd.member(persona, number).userId());
      }
    }
  }

  @Test
  void newcomersComeWithOldAccountsAndWithBrandNewOnes() {
    List<Duration> ages =
        LongStream.range(0, 500)
            .mapToObj(n -> population.crowds().get(0).newcomer(n, NOW))
            .map(member -> Duration.between(member.createdAt(), NOW))
            .toList();

    assertThat(ages).filteredOn(age -> age.toDays() < 7).hasSizeBetween(150, 300);
    assertThat(ages).filteredOn(age -> age.toDays() == 0).hasSizeGreaterThan(75);
    assertThat(ages).filteredOn(age -> age.toDays() > 365).hasSizeGreaterThan(150);
  }

  @Test
  void usernamesCoverTheStylesThatAPageMustCopeWith() {
    List<String> names = everyone().map(Member::username).distinct().toList();

    assertThat(names).hasSizeGreaterThan(180);
    assertThat(names).allMatch(name -> !name.isBlank() && name.length() <= 32);
    assertThat(names).noneMatch(name -> name.chars().anyMatch(Character::isISOControl));
    assertThat(names)
        .anyMatch(name -> name.codePoints().anyMatch(Character::isSupplementaryCodePoint));
    assertThat(names).anyMatch(name -> name.codePoints().anyMatch(PopulationTest::rightToLeft));
    assertThat(names).anyMatch(name -> name.codePoints().anyMatch(c -> c >= 0xC0 && c < 0x180));
    assertThat(names).anyMatch(name -> name.matches("[a-z]+[._]?[a-z]+[0-9]*"));
  }

  private static boolean rightToLeft(int codePoint) {
    byte direction = Character.getDirectionality(codePoint);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
  }

  @Test
  void rolesAreThoseOfTheGuildAndEveryGuildHasBots() {
    assertThat(definitions(population))
        .allSatisfy(
            guild -> {
              List<String> roleIds = guild.roles().stream().map(Role::id).toList();
              assertThat(guild.members())
                  .allSatisfy(member -> assertThat(roleIds).containsAll(member.roleIds()));
              assertThat(guild.members()).anyMatch(Member::bot);
              assertThat(guild.members()).anyMatch(member -> !member.roleIds().isEmpty());
            });
  }

  @Test
  void aClimberGainsOneRoleAtATimeAndBeginsAnewAfterTheTop() {
    Crowd crowd = population.crowds().get(0);
    int top = crowd.guild().roles().ladder().size();

    for (int climber = 0; climber < crowd.count(Persona.CLIMBER); climber++) {
      List<String> before = crowd.climberRoleIds(climber, 0);
      for (long promotion = 1; promotion <= 3L * top; promotion++) {
        List<String> after = crowd.climberRoleIds(climber, promotion);
        assertThat(after).hasSize(before.size() + 1);
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(crowd.atTop(climber, promotion)).isEqualTo(after.size() == top);
        before = crowd.atTop(climber, promotion) ? List.of() : after;
      }
    }
  }
}
