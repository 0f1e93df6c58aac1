package dev.spywatcher.features.engineio;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A packet that was received or sent.
 *
 * @param text as on the wire
 * @param at when, by the wall clock
 * @param nanos when, by the monotonic clock
 */
public record Packet(String text, Instant at, long nanos) {
  private static final int SHOWN = 160;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  static Packet now(String text) {
    return new Packet(text, Instant.now(), System.nanoTime());
  }

  /** How long after the moment given, of the monotonic clock, it was. */
  public Duration since(long otherNanos) {
    return Duration.ofNanos(nanos - otherNanos);
  }

  @Override
  public String toString() {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return TIME.format(at) + " " + shown;
  }
}
