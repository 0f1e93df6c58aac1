package dev.spywatcher.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How much one client may send (LIM-3): what is beyond is dropped; the client is told once a second
 * at most, and is out when it goes on for ten seconds without a second's pause. Thread-safe.
 */
public final class EmissionLimit {

  /** What to do with a packet. */
  public enum Ruling {
    /** Take it. */
    ACCEPT,
    /** Drop it without a word. */
    DROP,
    /** Drop it, and tell the client. */
    DROP_AND_TELL,
    /** Disconnect the client. */
    DISCONNECT
  }

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final Bucket packets;
  private Instant offendingSince = Instant.MIN;
  private Instant lastOffence = Instant.MIN;
  private Instant lastTold = Instant.MIN;

  public EmissionLimit(Limits limits, InstantSource clock) {
    this.clock = clock;
    this.packets =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(limits.eventBurst())
                    .refillGreedy(limits.eventRate(), Duration.ofSeconds(1))
                    .build())
            .withCustomTimePrecision(new ClockMeter(clock))
            .build();
  }

  /** Judges a packet. */
  public synchronized Ruling judge() {
    if (packets.tryConsume(1)) {
      return Ruling.ACCEPT;
    }
    Instant now = clock.instant();
    if (now.isAfter(lastOffence.plus(PAUSE))) {
      offendingSince = now;
    }
    lastOffence = now;
    if (!now.isBefore(offendingSince.plus(PATIENCE))) {
      return Ruling.DISCONNECT;
    }
    if (now.isBefore(lastTold.plus(PAUSE))) {
      return Ruling.DROP;
    }
    lastTold = now;
    return Ruling.DROP_AND_TELL;
  }
}
