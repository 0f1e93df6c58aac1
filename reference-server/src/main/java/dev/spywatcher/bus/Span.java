package dev.spywatcher.bus;

import java.time.Instant;

/**
 * A stretch of event time in which this server takes in the events of a shard.
 *
 * @param from the first moment of it
 * @param until the first moment after it
 * @param fence the number of the lease, or {@link Shards#ALONE}
 */
record Span(Instant from, Instant until, long fence) {

  boolean isAlone() {
    return fence == Shards.ALONE;
  }

  boolean isOpen() {
    return until.equals(Instant.MAX);
  }

  boolean has(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  Span until(Instant end) {
    return new Span(from, end.isBefore(from) ? from : end, fence);
  }
}
