package dev.spywatcher.traffic;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of many storylines as one stream in {@link TimedEvent#ORDER}. Time is cut into slices:
 * all episodes that begin in a slice are told, what falls into it is sorted, and the rest waits for
 * its own slice. How long a slice is changes nothing but speed. Holds only the episodes that are
 * under way. Not thread-safe.
 */
final class Weave implements Iterator<TimedEvent> {

  /** How many of the next slices are found without a search. */
  private static final int NEAR = 256;

  /** A storyline, and the episode of it that is told next. */
  private record Strand(Storyline storyline, int place, long episode, long begins) {
    static final Comparator<Strand> ORDER =
        Comparator.comparingLong(Strand::begins).thenComparingInt(Strand::place);

    static Strand at(Storyline storyline, int place, long episode) {
      return new Strand(storyline, place, episode, storyline.beginning(episode));
    }
  }

  private final long length;
  private final long from;
  private final Episode episode = new Episode(this::keep);
  private final PriorityQueue<Strand> strands = new PriorityQueue<>(Strand.ORDER);
  private final @Nullable Slice[] near = new @Nullable Slice[NEAR];
  private final TreeMap<Long, Slice> far = new TreeMap<>();
  private final Deque<Slice> cleared = new ArrayDeque<>();
  private final long underWay;
  private Slice current = new Slice();
  private long number;
  private long kept;

  /**
   * The stream from a slice on.
   *
   * @param length of a slice, in nanoseconds, at most {@link Slice#LONGEST}
   * @param first number of the slice to begin with; slice 0 begins with the play
   */
  Weave(List<Storyline> storylines, long length, long first) {
    this.length = length;
    this.from = first * length;
    this.number = first - 1;
    for (int i = 0; i < storylines.size(); i++) {
      Storyline storyline = storylines.get(i);
      long earliest = storyline.firstFrom(Math.max(0, from - storyline.longest()));
      tell(Strand.at(storyline, i, earliest), from);
    }
    underWay = kept;
    turn();
  }

  /** How many events there are of episodes that had begun, but were not over, by the beginning. */
  long underWay() {
    return underWay;
  }

  @Override
  public boolean hasNext() {
    return current.hasNext();
  }

  @Override
  public TimedEvent next() {
    if (!current.hasNext()) {
      throw new NoSuchElementException("nothing happens any more");
    }
    TimedEvent event = current.next();
    if (!current.hasNext()) {
      turn();
    }
    return event;
  }

  /** Moves on to the next slice in which something happens. */
  private void turn() {
    do {
      current.clear();
      long next = nextWaiting();
      if (!strands.isEmpty()) {
        next = Math.min(next, strands.element().begins() / length);
      }
      if (next == Long.MAX_VALUE) {
        return;
      }
      number = next;
      takeWaiting();
      long end = (number + 1) * length;
      while (!strands.isEmpty() && strands.element().begins() < end) {
        tell(strands.remove(), end);
      }
      current.sort(number * length);
    } while (!current.hasNext());
  }

  /** Tells the episodes of a storyline that begin before {@code end}. */
  private void tell(Strand strand, long end) {
    Storyline storyline = strand.storyline();
    long n = strand.episode();
    long begins = strand.begins();
    while (begins < end) {
      episode.begin(strand.place(), n, begins + storyline.longest());
      storyline.tell(n, episode);
      n++;
      begins = storyline.beginning(n);
    }
    if (begins != Long.MAX_VALUE) {
      strands.add(new Strand(storyline, strand.place(), n, begins));
    }
  }

  private void keep(TimedEvent event) {
    if (event.nanos() < from) {
      return;
    }
    kept++;
    long slice = event.nanos() / length;
    if (slice == number) {
      current.add(event);
    } else if (slice - number < NEAR) {
      int place = (int) (slice % NEAR);
      Slice waiting = near[place];
      if (waiting == null) {
        waiting = empty();
        near[place] = waiting;
      }
      waiting.add(event);
    } else {
      far.computeIfAbsent(slice, key -> empty()).add(event);
    }
  }

  private long nextWaiting() {
    long next = far.isEmpty() ? Long.MAX_VALUE : far.firstKey();
    for (long slice = number + 1; slice < Math.min(next, number + NEAR); slice++) {
      if (near[(int) (slice % NEAR)] != null) {
        return slice;
      }
    }
    return next;
  }

  private void takeWaiting() {
    int place = (int) (number % NEAR);
    Slice waiting = near[place];
    if (waiting != null) {
      near[place] = null;
      cleared.add(current);
      current = waiting;
    }
    Slice others = far.remove(number);
    if (others != null) {
      current.addAll(others);
      others.clear();
      cleared.add(others);
    }
  }

  private Slice empty() {
    return cleared.isEmpty() ? new Slice() : cleared.remove();
  }
}
