package dev.spywatcher.scenario;

import java.util.List;
import java.util.Map;

/**
 * A play that the simulator can give: guilds, their people in numbers, and their tempo. With a seed
 * it becomes the same traffic each time. Immutable and thread-safe.
 *
 * @param name what {@code --scenario} selects it by
 * @param description one sentence on what it is for
 * @param demoUser a member of all its guilds
 * @param guilds at least one; their ids do not depend on the seed
 */
public record Scenario(String name, String description, DemoUser demoUser, List<GuildPlan> guilds) {

  private static final Map<String, Scenario> BUILT_IN = Map.of("demo", DemoScenario.demo());

  public Scenario {
    guilds = List.copyOf(guilds);
    if (guilds.isEmpty()) {
      throw new IllegalArgumentException("guilds: scenario " + name + " needs at least one");
    }
  }

  /**
   * The built-in scenario of this name.
   *
   * @throws IllegalArgumentException where there is none, with a message that lists what there is
   */
  public static Scenario named(String name) {
    Scenario scenario = BUILT_IN.get(name);
    if (scenario == null) {
      throw new IllegalArgumentException(
          "--scenario: there is no scenario '"
              + name
              + "'; use one of "
              + String.join(", ", names()));
    }
    return scenario;
  }

  /** The names of all built-in scenarios, sorted. */
  public static List<String> names() {
    return BUILT_IN.keySet().stream().sorted().toList();
  }

  /** The ids of its guilds, in the order of {@link #guilds}. */
  public List<String> guildIds() {
    return guilds.stream().map(GuildPlan::id).toList();
  }
}
