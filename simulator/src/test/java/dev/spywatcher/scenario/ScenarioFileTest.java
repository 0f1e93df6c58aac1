package dev.spywatcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    return ScenarioFile.parse("mine.yaml", yaml, FaultCatalogue.ANY);
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
        "members: 5        | membrs: 5             | 4: guilds[0].members: is missing; but there is 'membrs' on line 5, which is no key here",
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
        "traffic: {}       | traffic: {joins: 1ms, stay: 1d} | 1: the file: guilds: 86,400,000 visits and messages would be under way at a time; make 'stay', 'decay' or 'messages' smaller, or 'joins' or 'conversations' longer, for at most 1,000,000",
        "{lurker: 1}       | {lurker: 0}           | 6: guilds[0].personas: names nobody; give shares of chatter, ghost, lurker, several-clients, climber, bot, newcomer",
        "{lurker: 1}       | {lurker: -1}          | 6: guilds[0].personas.lurker: '-1' is not a number from 0 to 1000000000",
        "{lurker: 1}       | {troll: 1}            | 6: guilds[0].personas.troll: there is no such key; known are chatter, ghost, lurker, several-clients, climber, bot, newcomer",
        "{lurker: 1}       | {lurker: 1, lurker: 2} | 6: guilds[0].personas.lurker: stands twice; keep one",
        "name: Club        | name:                 | 4: guilds[0].name: '' is not a text",
        "name: Club        | name: \"a\\u0007b\"   | 4: guilds[0].name: holds a control character, such as a line break",
        "name: Club        | {id: '12', name: C}   | 5: not YAML: expected <block end>, but found '<block mapping start>'",
        "members: 5        | id: '12'              | 5: guilds[0].id: '12' is not a Discord id: 17 to 19 digits, in quotes",
        "guilds:           | faults: [lag]\\nguilds: | 3: faults[0]: 'lag' is not a mapping, that is, lines of 'key: value'",
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

  private static final FaultCatalogue TWO =
      new FaultCatalogue() {
        @Override
        public @Nullable Mistake inName(String name) {
          return name.startsWith("drop") ? null : new Mistake("", "'" + name + "' is no fault");
        }

        @Override
        public boolean isLasting(String name) {
          return !name.equals("drop-socket");
        }

        @Override
        public @Nullable Mistake inParameters(String name, Map<String, String> parameters) {
          return parameters.containsKey("by") ? new Mistake("by", "is too much") : null;
        }
      };

  private static Scenario withFaults(String... faults) {
    return ScenarioFile.parse(
        "mine.yaml", LEAST + "faults:\n- {" + String.join("}\n- {", faults) + "}\n", TWO);
  }

  @Test
  void faultsAreReadWithTheirTimesAndParameters() {
    Scenario scenario =
        withFaults(
            "name: drop, at: 30s, for: 1.5s, every: 2m, toxicity: 0.3, with: {to: 400ms, n: 2}",
            "name: drop-socket, at: 0s");

    assertThat(scenario.faults())
        .containsExactly(
            new PlannedFault(
                "drop",
                Duration.ofSeconds(30),
                Duration.ofMillis(1500),
                Duration.ofMinutes(2),
                Map.of("to", "400ms", "n", "2", "toxicity", "0.3")),
            new PlannedFault("drop-socket", Duration.ZERO, null, null, Map.of()));
  }

  @Test
  void oneFaultMayFollowItselfAndOneThatHappensInAMomentComeTwice() {
    assertThat(withFaults("name: drop, at: 1s, for: 2s", "name: drop, at: 3s").faults()).hasSize(2);
    assertThat(withFaults("name: drop-socket, at: 1s", "name: drop-socket, at: 1s").faults())
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: lag, at: 1s                      | 9: faults[0].name: 'lag' is no fault",
        "at: 1s, nam: drop                      | 9: faults[0].name: is missing; but there is 'nam' on line 9, which is no key here",
        "name: drop                             | 9: faults[0].at: is missing",
        "name: drop, at: 1h                     | 9: faults[0].at: '1h' is not before the end of the play, which is 1h long",
        "name: drop, at: 1s, for: 0s            | 9: faults[0].for: '0s' is not a duration such as 20ms, 4.5s, 10m, 6h or 1d, of at least 1ms",
        "name: drop-socket, at: 1s, for: 1s     | 9: faults[0].for: drop-socket happens in a moment and does not last; leave this out",
        "name: drop, at: 1s, toxicity: 1.5      | 9: faults[0].toxicity: '1.5' is not a number from 0 to 1",
        "name: drop, at: 1s, toxicity: 1, with: {toxicity: 1} | 9: faults[0].toxicity: stands in 'with' too; keep one",
        "name: drop, at: 1s, with: {by: 3s}     | 9: faults[0].with.by: is too much",
        "name: drop, at: 1s, for: 3s, every: 2s | 9: faults[0]: for: it must be over before it begins again (every)",
        "name: drop, at: 3s, for: 3s} NEXT {name: drop, at: 5s | 10: faults[1]: at: drop would be on twice at a time, with faults[0]; let one be over ('for') before the other begins",
        "name: drop, at: 3s} NEXT {name: drop, at: 1s | 10: faults[1]: at: drop would be on twice at a time, with faults[0]; let one be over ('for') before the other begins",
        "name: drop, at: 3s, for: 1s, every: 9s} NEXT {name: drop, at: 1s, for: 1s | 10: faults[1]: name: drop is that of faults[0] too; one that comes again (every) must be the only one of its name",
      })
  void aMistakeInAFaultIsNamedByItsLineAndItsKey(String fault, String message) {
    assertThatThrownBy(() -> withFaults(fault.replace(" NEXT ", "\n- ")))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("mine.yaml:" + message);
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
        "7: guilds[0].traffic.raids[0].at: is missing; but there is 'raids' on line 7, which is no key"
            + " here");
  }

  @Test
  void guildsThatWouldBeginTooMuchTogetherAreRefused() {
    String guild =
        LEAST
            .substring(LEAST.indexOf("  - name"))
            .replace("{}", "{presences: 1ms, questions: 1ms}");

    assertThat(parsed(LEAST + guild.repeat(4)).guilds()).hasSize(5);
    refused(
        LEAST + guild.repeat(6),
        "1: the file: guilds: together they begin 12,000 things a second; make the periods longer,"
            + " for at most 10,000");
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

    assertThat(Scenario.of(file.toString(), FaultCatalogue.ANY)).isEqualTo(parsed(LEAST));
    assertThatThrownBy(() -> Scenario.of(latin.toString(), FaultCatalogue.ANY))
        .hasMessage(latin + ": is not text in UTF-8");
    assertThatThrownBy(() -> Scenario.of(large.toString(), FaultCatalogue.ANY))
        .hasMessageContaining("larger than 1 MiB");
    assertThatThrownBy(() -> Scenario.of(folder + "/", FaultCatalogue.ANY))
        .hasMessageEndingWith("cannot be read");
    assertThatThrownBy(() -> Scenario.of("gone.yaml", FaultCatalogue.ANY))
        .hasMessage("gone.yaml: there is no such file");
  }
}
