package dev.spywatcher.bus;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * A part of a server that does one thing in company and another alone. Its calls never overlap, and
 * alternate: {@link #join} first.
 */
public interface Participant {

  /**
   * Redis is there (again). The next participant joins when this one has; where one fails, all that
   * joined leave again, and the server tries anew half a second later.
   *
   * @param since the service's time of this joining: what others published before it is not for
   *     this server any more
   */
  CompletionStage<?> join(Instant since);

  /** Redis is away: from now on this server is alone. Must not block. */
  void leave();
}
