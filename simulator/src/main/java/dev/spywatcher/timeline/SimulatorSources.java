package dev.spywatcher.timeline;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.FaultKinds;
import dev.spywatcher.discord.ScenarioSources;
import dev.spywatcher.scenario.Scenario;

/** Makes a {@link SimulatorSource} of a scenario, for whoever has no command line. */
public final class SimulatorSources implements ScenarioSources {

  @Override
  public DiscordSource source(String scenario, long seed, FaultKinds faults) {
    return new SimulatorSource(Scenario.of(scenario, new PlayableFaults(faults)), seed, 1);
  }
}
