package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Tempo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Everything that the people of a scenario ever do. The same population, seed and {@link PlayTime}
 * give the same events, on any machine and on any number of threads; a different {@code PlayTime}
 * changes only the accounts of newcomers that are younger than the play. Immutable and thread-safe.
 *
 * <p>Each event has a position, the number of events before it. Any one can be made again alone:
 * see {@link #events(long)}.
 */
public final class Traffic {

  private static final int EVENTS_IN_A_SLICE = 1_000;
  private static final long SHORTEST_SLICE = 1_000;
  private static final long LONGEST_SLICE = 60_000_000_000L;
  private static final long END_OF_TIME = Tempo.NEVER.toNanos();

  private final List<Storyline> storylines;
  private final long slice;

  Traffic(List<Storyline> storylines) {
    this.storylines = List.copyOf(storylines);
    this.slice = slice();
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

  List<Storyline> storylines() {
    return storylines;
  }

  private static List<Storyline> ofGuild(Crowd crowd, Chance chance, PlayTime playTime) {
    Tempo tempo = crowd.guild().tempo();
    Day day = new Day(crowd.guild().daily(), crowd.begins());
    List<Storyline> storylines = new ArrayList<>();
    if (occurs(tempo.conversations()) && Conversations.speakers(crowd).size() > 0) {
      storylines.add(new Conversations(crowd, chance.stream("conversations"), day));
    }
    if (occurs(tempo.ghostings()) && crowd.count(Persona.GHOST) > 0) {
      storylines.add(new Ghostings(crowd, chance.stream("ghostings"), day));
    }
    if (occurs(tempo.presences()) && Presences.group(crowd).size() > 0) {
      storylines.add(new Presences(crowd, chance.stream("presences"), day));
    }
    if (occurs(tempo.secondClients()) && crowd.count(Persona.SEVERAL_CLIENTS) > 0) {
      storylines.add(new SecondClients(crowd, chance.stream("second clients"), day));
    }
    if (occurs(tempo.promotions()) && crowd.count(Persona.CLIMBER) > 0) {
      storylines.add(new Promotions(crowd, chance.stream("promotions"), day));
    }
    if (occurs(tempo.questions()) && crowd.count(Persona.NEWCOMER) > 0) {
      storylines.add(new Questions(crowd, chance.stream("questions"), day));
    }
    if (occurs(tempo.joins())) {
      storylines.add(new Visits(crowd, chance.stream("visits"), day, playTime));
    }
    if (occurs(tempo.botTrials())) {
      storylines.add(new BotTrials(crowd, chance.stream("bot trials"), day));
    }
    for (int i = 0; i < crowd.guild().raids().size(); i++) {
      storylines.add(new Raids(crowd, i, chance.stream("raids").stream(i), playTime));
    }
    return storylines;
  }

  private static boolean occurs(Duration period) {
    return !period.equals(Tempo.NEVER);
  }

  /**
   * The events from the first, in order of time, made as they are asked for; without end, unless a
   * scenario has nothing but raids. Each call gives an iterator of its own, which is not
   * thread-safe.
   */
  public Iterator<TimedEvent> events() {
    return new Weave(storylines, slice, 0);
  }

  /**
   * The same events from a position on. What came before is not made again: this takes some steps
   * for each storyline and the logarithm of the position, and the making of the episodes that are
   * under way there.
   *
   * @param position how many events to leave out, zero or more; what would happen after a hundred
   *     years does not
   */
  public Iterator<TimedEvent> events(long position) {
    if (position < 0) {
      throw new IllegalArgumentException("position: " + position + " is less than 0");
    }
    long last = lastSliceBefore(position);
    if (last + 1 >= END_OF_TIME / slice) {
      return Collections.emptyIterator();
    }
    Weave events = new Weave(storylines, slice, last);
    long skipped = begunBefore(last * slice) - events.underWay();
    while (skipped < position && events.hasNext()) {
      events.next();
      skipped++;
    }
    return events;
  }

  /** The last slice that begins when at most so many events belong to episodes begun. */
  private long lastSliceBefore(long events) {
    long low = 0;
    long high = END_OF_TIME / slice;
    long probe = 1;
    while (probe < high && begunBefore(probe * slice) <= events) {
      low = probe;
      probe *= 2;
    }
    high = Math.min(high, probe);
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (begunBefore(middle * slice) <= events) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many events there are of episodes that begin before a time. */
  private long begunBefore(long nanos) {
    long events = 0;
    for (Storyline storyline : storylines) {
      events += storyline.eventsBefore(storyline.firstFrom(nanos));
    }
    return events;
  }

  /** A length of slices, in nanoseconds, with enough events in each to be worth the while. */
  private long slice() {
    long hour = Duration.ofHours(1).toNanos();
    long events = Math.max(1, begunBefore(24 * hour) / 24);
    return Math.max(SHORTEST_SLICE, Math.min(LONGEST_SLICE, hour / events * EVENTS_IN_A_SLICE));
  }
}
