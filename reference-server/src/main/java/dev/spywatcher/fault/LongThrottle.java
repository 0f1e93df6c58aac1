package dev.spywatcher.fault;

import java.time.Duration;

/** The throttle of analytics is too long (ANA-4). */
final class LongThrottle extends Fault {

  LongThrottle(Setup setup) {
    super(setup);
  }

  @Override
  Duration analyticsInterval(Duration honest) {
    return settings.duration("interval");
  }
}
