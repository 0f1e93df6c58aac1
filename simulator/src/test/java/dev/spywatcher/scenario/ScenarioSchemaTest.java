package dev.spywatcher.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Editors go by the schema, the program by its reader: both must say the same. */
class ScenarioSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FAULTS =
      Scenario.named("bad-day").faults().stream().map(PlannedFault::name).toList();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(BuiltInScenarios.schema(FAULTS));

  private static Set<ValidationMessage> faults(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode node = JSON.valueToTree(loaded);
    return SCHEMA.validate(node);
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void everyBuiltInScenarioIsRightByIt(String name) {
    // YAML 1.2 has no digit groups: an editor sees a text, which the reader takes for a number.
    String yaml = BuiltInScenarios.text(name).replaceAll("(?<=\\d)_(?=\\d)", "");

    assertThat(faults(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "members: 4",
        "members: 1000001",
        "personas: {troll: 1}",
        "channels: 0",
        "channels: [a, a]",
        "names: funny",
        "zipf: 4",
        "id: '12'",
        "colour: red",
        "roles: {ladder: []}",
        "traffic: {joins: 5}",
        "traffic: {messages: 51}",
        "traffic: {daily: [1]}",
        "traffic: {raids: [{at: 1s}]}",
        "traffic: {quiet-hours: {from: 24, to: 1, share: 1}}"
      })
  void whatTheReaderRefusesTheSchemaRefuses(String wrong) {
    String key = wrong.substring(0, wrong.indexOf(':'));
    String right = "name: C\nmembers: 5\npersonas: {lurker: 1}\ntraffic: {}\n";
    String guild = right.replaceFirst(key + ":.*\n", "") + wrong + "\n";
    String yaml = scenario(guild);

    assertThat(faults(scenario(right))).isEmpty();
    assertThat(faults(yaml)).isNotEmpty();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> ScenarioFile.parse("f", yaml, FaultCatalogue.ANY)))
        .isInstanceOf(ScenarioException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: drop",
        "at: 1s",
        "name: drop, at: 1",
        "name: drop, at: 1s, for: soon",
        "name: drop, at: 1s, toxicity: 1.1",
        "name: drop, at: 1s, with: [1]",
        "name: drop, at: 1s, with: {by: [1]}",
        "name: drop, at: 1s, colour: red"
      })
  void ofFaultsTooBothRefuseTheSame(String wrong) {
    String least = scenario("name: C\nmembers: 5\npersonas: {lurker: 1}\ntraffic: {}") + "faults: ";
    String yaml = least + "[{" + wrong + "}]";

    assertThat(faults(least + "[{name: drop, at: 1s, for: 2.5s, every: 1m, with: {by: 1s}}]"))
        .isEmpty();
    assertThat(faults(yaml)).isNotEmpty();
    assertThat(faults(least + "[{name: dorp, at: 1s}]")).isNotEmpty();
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> ScenarioFile.parse("f", yaml, FaultCatalogue.ANY)))
        .isInstanceOf(ScenarioException.class);
  }

  private static String scenario(String guild) {
    return "name: a\ndescription: B.\nguilds:\n  - " + guild.strip().replace("\n", "\n    ") + "\n";
  }

  @Test
  void bothKnowTheSameKeys() throws Exception {
    JsonNode schema = JSON.readTree(BuiltInScenarios.schema(FAULTS));

    assertThat(keysOf(schema)).isEqualTo(known(scenario("name: C") + "x: 1\n", "members"));
    JsonNode definitions = schema.get("$defs");
    String least = "name: C\nmembers: 5\npersonas: {lurker: 1}\n";
    assertThat(keysOf(definitions.get("guild")))
        .isEqualTo(known(scenario(least + "traffic: {}\nx: 1"), ""));
    assertThat(keysOf(definitions.get("traffic")))
        .isEqualTo(known(scenario(least + "traffic: {x: 1}"), ""));
    assertThat(keysOf(definitions.get("raid")))
        .isEqualTo(
            known(
                scenario(least + "traffic: {raids: [{at: 1s, members: 1, within: 1s, x: 1}]}"),
                ""));
    assertThat(keysOf(definitions.get("fault")))
        .isEqualTo(
            known(scenario(least + "traffic: {}") + "faults: [{name: drop, at: 1s, x: 1}]\n", ""));
    assertThat(keysOf(definitions.get("guild").get("properties").get("roles")))
        .isEqualTo(known(scenario(least + "traffic: {}\nroles: {x: 1}"), ""));
    assertThat(keysOf(definitions.get("guild").get("properties").get("personas")))
        .isEqualTo(known(scenario("name: C\nmembers: 5\npersonas: {x: 1}"), ""));
  }

  private static Set<String> keysOf(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.get("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** The keys that the reader lists when it meets one that it does not know. */
  private static Set<String> known(String yaml, String missing) {
    String complete =
        missing.isEmpty()
            ? yaml
            : yaml.replace(
                "name: C", "name: C\n    members: 5\n    personas: {lurker: 1}\n    traffic: {}");
    Throwable thrown =
        org.assertj.core.api.Assertions.catchThrowable(
            () -> ScenarioFile.parse("f", complete, FaultCatalogue.ANY));
    Matcher matcher =
        Pattern.compile("known are (.*)").matcher(String.valueOf(thrown.getMessage()));
    assertThat(matcher.find()).as("%s", thrown).isTrue();
    return new TreeSet<>(Set.of(matcher.group(1).split(", ")));
  }
}
