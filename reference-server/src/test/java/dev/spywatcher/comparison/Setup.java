package dev.spywatcher.comparison;

import java.time.Duration;

/**
 * What both servers of a case are started with.
 *
 * @param reconnectionDelay how long the client waits before it connects again
 * @param maxPayload bytes
 */
record Setup(
    Duration pingInterval, Duration pingTimeout, int maxPayload, Duration reconnectionDelay) {

  /** The heartbeat of the API document, too slow to be seen by a script. */
  static final Setup PATIENT =
      new Setup(Duration.ofSeconds(25), Duration.ofSeconds(60), 1_000_000, Duration.ofMillis(100));

  Setup heartbeat(Duration interval, Duration timeout) {
    return new Setup(interval, timeout, maxPayload, reconnectionDelay);
  }

  Setup maxPayload(int bytes) {
    return new Setup(pingInterval, pingTimeout, bytes, reconnectionDelay);
  }

  Setup reconnectionDelay(Duration delay) {
    return new Setup(pingInterval, pingTimeout, maxPayload, delay);
  }
}
