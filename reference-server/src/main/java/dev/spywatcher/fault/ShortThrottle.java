package dev.spywatcher.fault;

import java.time.Duration;

/** The throttle of analytics is too short (ANA-2). */
final class ShortThrottle extends Fault {

  ShortThrottle(Setup setup) {
    super(setup);
  }

  @Override
  Duration analyticsInterval(Duration honest) {
    return settings.duration("interval");
  }
}
