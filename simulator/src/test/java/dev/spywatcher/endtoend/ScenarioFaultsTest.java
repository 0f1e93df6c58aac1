package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.scenario.FaultCatalogue;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The faults of a scenario, as clients of the server and bots of the fake Discord meet them. */
@Timeout(60)
class ScenarioFaultsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Scenario lively(String... faults) throws Exception {
    return scenario("{ghostings: 100ms, presences: 100ms}", faults);
  }

  private Scenario scenario(String traffic, String... faults) throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        name: mine
        description: Somebody types now and then.
        guilds:
          - name: Club
            members: 20
            personas: {chatter: 1, ghost: 1}
            traffic: %s
        faults:
        - {%s}
        """
            .formatted(traffic, String.join("}\n- {", faults)));
    return Scenario.of(file.toString(), FaultCatalogue.ANY);
  }

  /** Whether each event that came has a field too many, with repetitions left out. */
  private static List<Boolean> changes(Viewer viewer) {
    List<Boolean> changes = new ArrayList<>();
    for (JsonNode event : viewer.events()) {
      boolean faulty = event.get(1).has("debug");
      if (changes.isEmpty() || changes.get(changes.size() - 1) != faulty) {
        changes.add(faulty);
      }
    }
    return changes;
  }

  private static boolean isOn(Stage stage, String name) throws Exception {
    for (JsonNode fault : JSON.readTree(stage.get("/control/faults")).get("faults")) {
      if (fault.get("name").textValue().equals(name)) {
        return fault.get("on").booleanValue();
      }
    }
    throw new AssertionError("no fault " + name);
  }

  @Test
  void aClientSeesAFaultBeginAndEndAtTheSpeedOfThePlay() throws Exception {
    // Again and again, so that it does not matter how long the client takes to come.
    Scenario scenario = lively("name: extra-field, at: 40s, for: 40s, every: 80s");
    try (Stage stage = new Stage(new SimulatorSource(scenario, 42, 20));
        Viewer viewer = new Viewer(stage.server.url(), scenario.demoUser().userId(), "USER")) {
      viewer.subscribed("guild", scenario.guildIds().get(0));

      await()
          .atMost(Stage.PATIENCE)
          .untilAsserted(() -> assertThat(changes(viewer)).containsSequence(false, true, false));
    }
  }

  @Test
  void aClockThatIsAdvancedTakesTheFaultsAlong() throws Exception {
    Scenario scenario = lively("name: extra-field, at: 10m, for: 10m, every: 30m");
    try (Stage stage = new Stage(new SimulatorSource(scenario, 42, 1))) {
      assertThat(isOn(stage, "extra-field")).isFalse();
      stage.post("/control/clock/advance", "{\"by\":\"15m\"}");
      assertThat(isOn(stage, "extra-field")).isTrue();
      stage.post("/control/clock/advance", "{\"by\":\"10m\"}");
      assertThat(isOn(stage, "extra-field")).isFalse();
      stage.post("/control/clock/advance", "{\"by\":\"20m\"}");
      assertThat(isOn(stage, "extra-field")).isTrue();

      stage.post("/control/reset", "{}");
      assertThat(isOn(stage, "extra-field")).as("after a reset").isFalse();
    }
  }

  @Test
  void whatIsOnByHandStaysAsItIs() throws Exception {
    Scenario scenario =
        lively("name: extra-field, at: 1m, for: 1m", "name: latency, at: 1m, for: 1m");
    try (Stage stage = new Stage(new SimulatorSource(scenario, 42, 1))) {
      stage.put("/control/faults/extra-field", "{\"toxicity\":0.5}");
      stage.post("/control/clock/advance", "{\"by\":\"90s\"}");
      // Switched anew while the play has it on: from now on it is the user's.
      stage.put("/control/faults/latency", "{\"delay\":\"5ms\"}");
      stage.post("/control/clock/advance", "{\"by\":\"90s\"}");

      assertThat(isOn(stage, "extra-field")).isTrue();
      assertThat(isOn(stage, "latency")).isTrue();
      assertThat(stage.get("/control/faults")).contains("\"toxicity\":\"0.5\"", "\"5ms\"");
    }
  }

  @Test
  void whereNothingElseHappensFaultsComeAllTheSame() throws Exception {
    Scenario scenario = scenario("{}", "name: extra-field, at: 1m");
    SimulatorSource source = new SimulatorSource(scenario, 42, 1);
    try (Stage stage = new Stage(source)) {
      stage.post("/control/clock/advance", "{\"by\":\"1h\"}");

      assertThat(isOn(stage, "extra-field")).isTrue();
      assertThat(source.state()).isEqualTo(SourceState.DELIVERING);
    }
    Scenario repeated = scenario("{}", "name: extra-field, at: 1m, for: 1m, every: 2m");
    SimulatorSource fullSpeed = new SimulatorSource(repeated, 42, Double.POSITIVE_INFINITY);
    try (Stage stage = new Stage(fullSpeed)) {
      stage.awaitState(SourceState.Kind.ENDED);
      assertThat(isOn(stage, "extra-field")).isFalse();
    }
  }

  @Test
  void aPlayThatIsClosedTakesItsFaultsWithIt() throws Exception {
    Scenario scenario = lively("name: extra-field, at: 1m");
    SimulatorSource source = new SimulatorSource(scenario, 42, 1);
    try (Stage stage = new Stage(source)) {
      stage.post("/control/clock/advance", "{\"by\":\"2m\"}");
      assertThat(isOn(stage, "extra-field")).isTrue();

      source.close();

      assertThat(isOn(stage, "extra-field")).isFalse();
    }
  }

  @Test
  void atFullSpeedFaultsComeInTheirPlaceAmongTheEvents() throws Exception {
    Scenario scenario = lively("name: extra-field, at: 30m, for: 10d");
    try (Stage stage = new Stage(new SimulatorSource(scenario, 42, Double.POSITIVE_INFINITY))) {
      await().atMost(Stage.PATIENCE).until(() -> isOn(stage, "extra-field"));
    }
  }

  @Test
  void aBotMeetsTheFaultsOfDiscordAlone() throws Exception {
    Scenario scenario =
        lively(
            "name: reconnect, at: 2s",
            "name: rate-limit, at: 2s, for: 4s, with: {route: /nowhere}",
            "name: extra-field, at: 1s");
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults());
        Stage stage = Stage.connectedTo(discord)) {
      discord.play(new SimulatorSource(scenario, 42, 2));

      assertThat(
              discord.awaitSessions(
                  all -> all.stream().anyMatch(one -> one.resumes() == 1), Stage.PATIENCE))
          .as("sessions, one of them resumed")
          .anyMatch(one -> one.resumes() == 1);
      assertThat(isOn(stage, "extra-field")).isFalse();
    }
  }
}
