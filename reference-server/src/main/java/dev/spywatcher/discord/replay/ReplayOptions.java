package dev.spywatcher.discord.replay;

import java.nio.file.Path;

/**
 * What is replayed, and how. Immutable.
 *
 * @param speed a factor on time; 2.0 plays twice as fast, infinity as fast as the server takes it
 * @param loop whether to begin again at the end
 * @param lenient whether to go on after a damaged line
 */
public record ReplayOptions(
    Path file, double speed, boolean loop, boolean lenient, EventFilter filter) {

  public ReplayOptions {
    // Written so that NaN is refused too.
    if (!(speed >= 0.001 && (speed <= 1000 || speed == Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "--speed: " + speed + " is not a factor on time from 0.001 to 1000, or max");
    }
  }
}
