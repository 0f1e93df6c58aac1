package dev.spywatcher.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Leave to send a guild's update, where other servers may have sent one too (ANA-2). Thread-safe;
 * never blocks.
 */
@FunctionalInterface
public interface Permit {

  /** The answer of somebody else's guild, or of one that nobody is subscribed to. */
  Duration NO = Duration.ofMillis(-1);

  /**
   * Asks for it; where it is given, an update counts as sent.
   *
   * @param interval least time between two updates of a guild
   * @return {@link Duration#ZERO} where one is to be sent now; how long to wait with it; or {@link
   *     #NO}. Fails where nobody can say; then none is sent now
   */
  CompletionStage<Duration> ask(String guildId, Duration interval);

  /** Whether this server may still send an update of a guild that is of that time. */
  default boolean covers(String guildId, Instant at) {
    return true;
  }
}
