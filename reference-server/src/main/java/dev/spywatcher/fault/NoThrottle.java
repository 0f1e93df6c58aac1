package dev.spywatcher.fault;

import java.time.Duration;

/** Analytics:update follows every activity (ANA-2). */
final class NoThrottle extends Fault {

  NoThrottle(Setup setup) {
    super(setup);
  }

  @Override
  Duration analyticsInterval(Duration honest) {
    return Duration.ZERO;
  }
}
