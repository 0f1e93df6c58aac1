package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The events that a fault holds back from one subscriber, each until it is due. Belongs to the
 * subscriber's loop.
 */
final class LateQueue {

  /**
   * An event that waits.
   *
   * @param due when, in milliseconds of the loop's own time
   * @param place its place in the order of events
   */
  private record Late(Room room, EncodedEvent event, long due, long place) {}

  private final PriorityQueue<Late> queue =
      new PriorityQueue<>(Comparator.comparingLong(Late::due).thenComparingLong(Late::place));
  private long places;
  private long bytes;

  /** When the last that may not be overtaken is due. */
  private long lastDue = Long.MIN_VALUE;

  void add(Room room, EncodedEvent event, Delay delay, long now) {
    long due = now + delay.millis();
    if (!delay.overtaken()) {
      due = Math.max(due, lastDue);
    }
    due += delay.afterLastMillis();
    if (!delay.overtaken()) {
      lastDue = due;
    }
    queue.add(new Late(room, event, due, places++));
    bytes += event.frame().length;
  }

  /** Whether an event without a delay would have to wait. */
  boolean holdsBack(long now) {
    return lastDue > now;
  }

  /** Takes out what is due, in the order in which it is. */
  List<EncodedEvent> due(long now) {
    List<EncodedEvent> due = new ArrayList<>();
    for (Late late = queue.peek(); late != null && late.due() <= now; late = queue.peek()) {
      due.add(taken(late));
      queue.remove();
    }
    return due;
  }

  /** Takes out everything, in the order of events. */
  List<EncodedEvent> all() {
    List<EncodedEvent> all =
        queue.stream().sorted(Comparator.comparingLong(Late::place)).map(this::taken).toList();
    queue.clear();
    return all;
  }

  private EncodedEvent taken(Late late) {
    bytes -= late.event().frame().length;
    return late.event();
  }

  /** Forgets the events of a room. */
  void forget(Room room) {
    queue.removeIf(late -> late.room().equals(room));
    bytes = queue.stream().mapToLong(late -> late.event().frame().length).sum();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** When the next event is due. */
  long nextDue() {
    Late next = queue.peek();
    return next == null ? Long.MAX_VALUE : next.due();
  }

  /** What the events that wait amount to on the wire, bytes. */
  long bytes() {
    return bytes;
  }
}
