package dev.spywatcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {

  private static final String LEAST =
      """
      name: mine
      description: The least that plays.
      guilds:
        - name: Club
          members: 5
          personas: {lurker: 1}
          traffic: {}
      """;

  @TempDir Path folder;

  private static Scenario parsed(String yaml) {
    return ScenarioFile.parse("mine.yaml", yaml);
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> parsed(yaml))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("mine.yaml:" + message);
  }

  @Test
  void theLeastThatPlaysHasDefaultsForTheRest() {
    Scenario scenario = parsed(LEAST);
    GuildPlan guild = scenario.guilds().get(0);

    assertThat(scenario.seed()).isEqualTo(42);
    assertThat(scenario.length()).isEqualTo(Duration.ofHours(1));
    assertThat(scenario.begins()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(guild.cast().lurkers()).isEqualTo(4);
    assertThat(guild.channels()).hasSize(5);
    assertThat(guild.tempo().joins()).isEqualTo(Tempo.NEVER);
    assertThat(guild.daily()).isEqualTo(DailyCurve.FLAT);
    assertThat(parsed(LEAST)).isEqualTo(scenario);
    assertThat(parsed(LEAST.replace("Club", "Pub")).guildIds()).isNotEqualTo(scenario.guildIds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: mine        | name: My Own          | 1: name: 'My Own' is not a name of up to 40 small letters, digits and dashes",
        "members: 5        | members: 4            | 5: guilds[0].members: '4' is not a whole number from 5 to 1,000,000",
        "members: 5        | members: 1_000_001    | 5: guilds[0].members: '1_000_001' is not a whole number from 5 to 1,000,000",
        "members: 5        | members: many         | 5: guilds[0].members: 'many' is not a whole number from 5 to 1,000,000",
        "members: 5        | members: 1e3          | 5: guilds[0].members: '1e3' is not a whole number from 5 to 1,000,000",
        "members: 5        | membrs: 5             | 4: guilds[0].members: is missing",
        "traffic: {}       | traffic: []           | 7: guilds[0].traffic: a list is not a mapping, that is, lines of 'key: value'",
        "traffic: {}       | traffic: {joins: 5}   | 7: guilds[0].traffic.joins: '5' is not a duration such as 20ms, 4.5s, 10m, 6h or 1d",
        "traffic: {}       | traffic: {joins: 0s}  | 7: guilds[0].traffic.joins: '0s' is not a duration such as 20ms, 4.5s, 10m, 6h or 1d, of at least 1ms",
        "traffic: {}       | traffic: {joins: 99999d} | 7: guilds[0].traffic.joins: '99999d' is not a duration such as 20ms, 4.5s, 10m, 6h or 1d, of at most 3650d",
        "traffic: {}       | traffic: {messages: 0.5} | 7: guilds[0].traffic.messages: '0.5' is not a number from 1 to 50",
        "traffic: {}       | traffic: {daily: [1, 2]} | 7: guilds[0].traffic.daily: has 2 entries; from 24 to 24 are right",
        "traffic: {}       | traffic: {quiet-hours: {from: 1, to: 30, share: 0}} | 7: guilds[0].traffic.quiet-hours.to: '30' is not a whole number from 0 to 23",
        "traffic: {}       | traffic: {raids: [{at: 1s, members: 9}]} | 7: guilds[0].traffic.raids[0].within: is missing",
        "traffic: {}       | traffic: {raids: [{at: 1s, every: 1s, members: 9, within: 2s}]} | 7: guilds[0].traffic.raids[0]: within: a raid must be over before the next one begins (every)",
        "traffic: {}       | traffic: {raids: [{at: 1s, members: 90000, within: 2s, messages: 99}]} | 7: guilds[0].traffic.raids[0]: messages: 99 of each of 90000 members are more than 1,000,000",
        "{lurker: 1}       | {lurker: 0}           | 6: guilds[0].personas: names nobody; give shares of chatter, ghost, lurker, several-clients, climber, bot, newcomer",
        "{lurker: 1}       | {lurker: -1}          | 6: guilds[0].personas.lurker: '-1' is not a number from 0 to 1000000000",
        "{lurker: 1}       | {troll: 1}            | 6: guilds[0].personas.troll: there is no such key; known are chatter, ghost, lurker, several-clients, climber, bot, newcomer",
        "{lurker: 1}       | {lurker: 1, lurker: 2} | 6: guilds[0].personas.lurker: stands twice; keep one",
        "name: Club        | name:                 | 4: guilds[0].name: '' is not a text",
        "name: Club        | name: \"a\\u0007b\"   | 4: guilds[0].name: holds a control character, such as a line break",
        "name: Club        | {id: '12', name: C}   | 5: not YAML: expected <block end>, but found '<block mapping start>'",
        "members: 5        | id: '12'              | 5: guilds[0].id: '12' is not a Discord id: 17 to 19 digits, in quotes",
        "guilds:           | faults: [lag]\\nguilds: | 3: faults[0]: 'lag' is not a fault that a scenario can play; there are none yet, so leave the list empty",
        "guilds:           | begins: noon\\nguilds: | 3: begins: 'noon' is not a time such as 2026-03-02T08:00:00Z",
        "guilds:           | guild:                | 3: guild: there is no such key; known are name, description, seed, begins, length, demo-user, guilds, faults",
      })
  void aMistakeIsNamedByItsLineAndItsKey(String right, String wrong, String message) {
    String written = wrong.replace("\\n", "\n");
    if (message.contains("no such key; known are name")) {
      refused(LEAST + "guild: 1\n", "8" + message.substring(1));
      return;
    }
    refused(LEAST.replace(right, written), message);
  }

  @Test
  void whatIsNoScenarioAtAllIsSaidSo() {
    refused("- a\n- b\n", "1: the file: a list is not a mapping, that is, lines of 'key: value'");
    refused("name: [\n", "2: not YAML: expected the node content, but found '<stream end>'");
    assertThatThrownBy(() -> parsed("")).hasMessage("mine.yaml: is empty; a scenario has guilds");
    assertThatThrownBy(() -> parsed("a: \u0000")).hasMessageStartingWith("mine.yaml: not YAML");
    assertThatThrownBy(() -> parsed("[".repeat(100_000)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("mine.yaml");
  }

  @Test
  void aliasesThatGrowWithoutEndAreHarmless() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s, %s]%n".formatted(i, i, alias, alias, alias));
    }
    assertThatThrownBy(() -> parsed(LEAST + bomb)).hasMessageContaining("a0: there is no such key");
    refused(
        LEAST.replace("traffic: {}", "traffic: &t {raids: [*t]}"),
        "7: guilds[0].traffic.raids[0].at: is missing");
  }

  @Test
  void twoGuildsCannotHaveOneId() {
    String guild = LEAST.substring(LEAST.indexOf("  - name"));
    String fixed = guild.replace("members: 5", "members: 5\n    id: '349226271420449824'");

    refused(
        LEAST.replace(guild, fixed) + fixed,
        "9: guilds[1]: id: 349226271420449824 is the id of another guild too");
  }

  @Test
  void aGuildThatIsTooYoungForItsChannelsIsRefused() {
    String young = Snowflake.id(Instant.parse("2026-03-01T00:00:00Z"), 1);

    assertThatThrownBy(
            () -> parsed(LEAST.replace("members: 5", "members: 5\n    id: '" + young + "'")))
        .hasMessageContaining("guilds[0]: id: " + young + " is too young");
  }

  @Test
  void filesAreReadAsTheyAreAndWhatCannotBeReadIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), LEAST);
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'n', ':', (byte) 0xE9});
    Path large = Files.write(folder.resolve("large.yml"), new byte[2 << 20]);

    assertThat(Scenario.of(file.toString())).isEqualTo(parsed(LEAST));
    assertThatThrownBy(() -> Scenario.of(latin.toString()))
        .hasMessage(latin + ": is not text in UTF-8");
    assertThatThrownBy(() -> Scenario.of(large.toString()))
        .hasMessageContaining("larger than 1 MiB");
    assertThatThrownBy(() -> Scenario.of(folder + "/")).hasMessageEndingWith("cannot be read");
    assertThatThrownBy(() -> Scenario.of("gone.yaml"))
        .hasMessage("gone.yaml: there is no such file");
  }
}
