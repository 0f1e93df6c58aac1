package dev.spywatcher.discord;

/** Who makes sources of scenarios; found by {@link java.util.ServiceLoader}. */
public interface ScenarioSources {

  /**
   * A source that plays a scenario at the server's pace, once.
   *
   * @param scenario its name, or a file with one
   * @param faults those of the server that is fed, which the scenario may have come and go
   * @throws IllegalArgumentException where there is none of that name, or the file is bad; the
   *     message says what would be right
   */
  DiscordSource source(String scenario, long seed, FaultKinds faults);
}
