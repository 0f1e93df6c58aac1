package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;

/** A way to deliver that replaces the honest one. Called on event loops, one for each client. */
@FunctionalInterface
public interface Deliveries {

  /** Delivers an event to one subscriber of its room; or does not, or does so twice, or later. */
  void deliver(Subscriber subscriber, EncodedEvent event, Hand hand);

  /** What hands events over. */
  @FunctionalInterface
  interface Hand {
    /** Hands an event to the subscriber, now or later. */
    void give(EncodedEvent event, Delay delay);
  }
}
