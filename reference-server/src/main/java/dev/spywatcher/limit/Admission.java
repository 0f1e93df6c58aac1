package dev.spywatcher.limit;

import java.time.Duration;

/** What became of a handshake. */
public sealed interface Admission {

  /**
   * It may go on.
   *
   * @param leave to be run once, when the connection has ended; running it again changes nothing
   */
  record Admitted(Runnable leave) implements Admission {}

  /**
   * It may not.
   *
   * @param reason what to change, for the log
   * @param retryAfter when to try again
   */
  record Refused(String reason, Duration retryAfter) implements Admission {}
}
