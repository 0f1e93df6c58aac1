package dev.spywatcher.population;

import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * Everyone in a scenario, for one seed. Immutable and thread-safe.
 *
 * @param crowds one for each guild, in the scenario's order
 */
public record Population(List<Crowd> crowds) {

  public Population {
    crowds = List.copyOf(crowds);
  }

  /** The people of {@code scenario} as {@code seed} makes them. */
  public static Population of(Scenario scenario, long seed) {
    Chance chance = Chance.of(seed).stream("population");
    List<Crowd> crowds = new ArrayList<>();
    Ordinals ordinals = Ordinals.ofFirstGuild(scenario);
    for (GuildPlan guild : scenario.guilds()) {
      crowds.add(new Crowd(scenario, guild, chance.stream(guild.id()), ordinals));
      ordinals = ordinals.ofGuildAfter(guild);
    }
    return new Population(crowds);
  }
}
