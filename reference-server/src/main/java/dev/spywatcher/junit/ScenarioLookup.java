package dev.spywatcher.junit;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.ScenarioSources;
import dev.spywatcher.fault.Faults;
import java.util.ServiceLoader;

/** Finds who knows scenarios among what is on the class path. */
final class ScenarioLookup {

  private ScenarioLookup() {}

  static DiscordSource source(String scenario, long seed) {
    return ServiceLoader.load(ScenarioSources.class, ScenarioSources.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scenario: \""
                        + scenario
                        + "\" needs the simulator; add dev.spywatcher:simulator to the test's"
                        + " dependencies, or leave the scenario out"))
        .source(scenario, seed, Faults.kinds());
  }
}
