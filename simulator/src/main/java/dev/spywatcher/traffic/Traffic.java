package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Persona;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Everything that the people of a scenario ever do. The same population, seed and {@link PlayTime}
 * give the same events, on any machine and on any number of threads; a different {@code PlayTime}
 * changes only the accounts of newcomers that are younger than the play. Immutable and thread-safe.
 */
public final class Traffic {

  private final List<Storyline> storylines;

  private Traffic(List<Storyline> storylines) {
    this.storylines = List.copyOf(storylines);
  }

  /** What {@code population} does, as {@code seed} decides. */
  public static Traffic of(Population population, long seed, PlayTime playTime) {
    Chance chance = Chance.of(seed).stream("traffic");
    List<Storyline> storylines = new ArrayList<>();
    for (Crowd crowd : population.crowds()) {
      storylines.addAll(ofGuild(crowd, chance.stream(crowd.guild().id()), playTime));
    }
    return new Traffic(storylines);
  }

  private static List<Storyline> ofGuild(Crowd crowd, Chance chance, PlayTime playTime) {
    List<Storyline> storylines = new ArrayList<>();
    if (Conversations.speakers(crowd).size() > 0) {
      storylines.add(new Conversations(crowd, chance.stream("conversations")));
    }
    if (crowd.count(Persona.GHOST) > 0) {
      storylines.add(new Ghostings(crowd, chance.stream("ghostings")));
    }
    if (Presences.group(crowd).size() > 0) {
      storylines.add(new Presences(crowd, chance.stream("presences")));
    }
    if (crowd.count(Persona.SEVERAL_CLIENTS) > 0) {
      storylines.add(new SecondClients(crowd, chance.stream("second clients")));
    }
    if (crowd.count(Persona.CLIMBER) > 0) {
      storylines.add(new Promotions(crowd, chance.stream("promotions")));
    }
    storylines.add(new Visits(crowd, chance.stream("visits"), playTime));
    storylines.add(new BotTrials(crowd, chance.stream("bot trials")));
    return storylines;
  }

  /**
   * The events from the first, in order of time and without end, made as they are asked for. Each
   * call gives an iterator of its own, which is not thread-safe.
   */
  public Iterator<TimedEvent> events() {
    return new Weave(storylines);
  }
}
