package dev.spywatcher.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times on the wire: ISO 8601 in UTC with milliseconds and {@code Z}, as JavaScript writes them.
 */
public final class WireTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private WireTime() {}

  /** {@code 2026-01-31T12:00:00.000Z}. */
  public static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}
