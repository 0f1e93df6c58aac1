package dev.spywatcher.traffic;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The events of many storylines as one stream in order of time; what falls on the same moment comes
 * in the storylines' order. Holds only the episodes that are under way. Not thread-safe.
 */
final class Weave implements Iterator<TimedEvent> {

  /** A place in a storyline, and when its event there happens or the episode there begins. */
  private record Place(int storyline, long episode, int step, long nanos) {

    // Total, so that the stream does not depend on how a queue is built.
    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::nanos)
            .thenComparingInt(Place::storyline)
            .thenComparingLong(Place::episode);
  }

  private record Opened(Place place, List<TimedEvent> events) {}

  private final List<Storyline> storylines;
  private final PriorityQueue<Place> unopened = new PriorityQueue<>(Place.ORDER);
  private final PriorityQueue<Opened> underWay =
      new PriorityQueue<>(Comparator.comparing(Opened::place, Place.ORDER));

  Weave(List<Storyline> storylines) {
    this.storylines = List.copyOf(storylines);
    for (int i = 0; i < storylines.size(); i++) {
      unopened.add(new Place(i, 0, 0, storylines.get(i).beginning(0)));
    }
  }

  /** Whether there is more: always, unless there is no storyline. */
  @Override
  public boolean hasNext() {
    return !storylines.isEmpty();
  }

  @Override
  public TimedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there is no storyline");
    }
    while (underWay.isEmpty() || mayBeEarlier()) {
      open();
    }
    Opened first = underWay.remove();
    TimedEvent event = first.events().get(first.place().step());
    resume(first, first.place().step() + 1);
    return event;
  }

  private boolean mayBeEarlier() {
    return unopened.element().nanos() <= underWay.element().place().nanos();
  }

  private void open() {
    Place place = unopened.remove();
    Storyline storyline = storylines.get(place.storyline());
    long next = place.episode() + 1;
    unopened.add(new Place(place.storyline(), next, 0, storyline.beginning(next)));
    resume(new Opened(place, storyline.episode(place.episode())), 0);
  }

  private void resume(Opened opened, int step) {
    if (step < opened.events().size()) {
      Place at = opened.place();
      long nanos = opened.events().get(step).nanos();
      Place place = new Place(at.storyline(), at.episode(), step, nanos);
      underWay.add(new Opened(place, opened.events()));
    }
  }
}
