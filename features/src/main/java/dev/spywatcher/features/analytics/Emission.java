package dev.spywatcher.features.analytics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an update was sent, as narrowly as it can be told from outside. On a busy machine it is
 * received later than it was sent. Immutable.
 *
 * @param sent not after that it was sent, unless its timestamp lies
 * @param received when its first receiver had it
 */
public record Emission(Instant sent, Instant received) {

  /**
   * An update that was received.
   *
   * @param notBefore when what it tells of happened, or as early as the one before it lets it come
   * @param stamped when it says that it was made; believed as far as it lies between the two
   */
  public static Emission of(Instant notBefore, Instant received, @Nullable Instant stamped) {
    if (stamped == null || stamped.isAfter(received) || notBefore.isAfter(received)) {
      return new Emission(received, received);
    }
    return new Emission(stamped.isBefore(notBefore) ? notBefore : stamped, received);
  }

  /** How long at most it was sent after the other: no late receipt of the other shortens it. */
  public Duration atMostAfter(Emission other) {
    return Duration.between(other.sent, received);
  }

  /** How long after the other it was received. */
  public Duration receivedAfter(Emission other) {
    return Duration.between(other.received, received);
  }
}
