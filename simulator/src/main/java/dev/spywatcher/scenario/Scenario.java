package dev.spywatcher.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A play that the simulator can give: guilds, their people in numbers, and their tempo. With a seed
 * it becomes the same traffic each time. Immutable and thread-safe.
 *
 * @param name what {@code --scenario} selects it by
 * @param description one sentence on what it is for
 * @param demoUser a member of all its guilds
 * @param seed the seed that it has unless another is asked for
 * @param begins what time it is at its first moment; a live play begins at the same time of day
 * @param length how long it is unless another length is asked for; a live play goes on
 * @param guilds at least one; their ids do not depend on the seed
 * @param faults what goes wrong meanwhile with the server, or with the fake Discord; no events
 */
public record Scenario(
    String name,
    String description,
    DemoUser demoUser,
    long seed,
    Instant begins,
    Duration length,
    List<GuildPlan> guilds,
    List<PlannedFault> faults) {

  public Scenario {
    guilds = List.copyOf(guilds);
    faults = List.copyOf(faults);
    if (guilds.isEmpty()) {
      throw new IllegalArgumentException("guilds: scenario " + name + " needs at least one");
    }
  }

  /**
   * The built-in scenario of this name.
   *
   * @throws ScenarioException where there is none, with a message that lists what there is
   */
  public static Scenario named(String name) {
    return BuiltInScenarios.named(name);
  }

  /**
   * The scenario that {@code --scenario} means: a built-in one by its name, or that of a file.
   *
   * @param nameOrFile a file where it ends with {@code .yaml} or {@code .yml} or has a slash
   * @param faults says which faults the scenario of a file can have
   * @throws ScenarioException where there is none, or the file is wrong
   */
  public static Scenario of(String nameOrFile, FaultCatalogue faults) {
    return ScenarioFile.isFile(nameOrFile)
        ? ScenarioFile.read(Path.of(nameOrFile), faults)
        : named(nameOrFile);
  }

  /** The names of all built-in scenarios, sorted. */
  public static List<String> names() {
    return BuiltInScenarios.NAMES;
  }

  /** The ids of its guilds, in the order of {@link #guilds}. */
  public List<String> guildIds() {
    return guilds.stream().map(GuildPlan::id).toList();
  }
}
