package dev.spywatcher.features.target;

import java.time.Duration;

/**
 * The document's thirty seconds between two updates of a guild. The suite's own test shortens them,
 * where nothing depends on their length; no option of a run does.
 */
public final class Interval {
  /** System property: another number of seconds. */
  public static final String PROPERTY = "spywatcher.analytics-interval-seconds";

  private Interval() {}

  public static Duration ofAnalytics() {
    return Duration.ofSeconds(Long.getLong(PROPERTY, 30));
  }
}
