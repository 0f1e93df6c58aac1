package dev.spywatcher.load.outage;

import java.util.function.BiPredicate;

/**
 * What may be lost, and why. Immutable.
 *
 * @param reason for people
 * @param from when it begins, milliseconds since 1970; what is on its way then may be lost too
 * @param until when they end
 * @param whose which events may be lost by which connection
 */
record Allowance(String reason, long from, long until, BiPredicate<Sent, Visit> whose) {

  /** How long before an event may have happened that is caught on its way. */
  private static final long UNDER_WAY_MILLIS = 500;

  boolean covers(Sent event, Visit visit) {
    return event.at() >= from - UNDER_WAY_MILLIS && event.at() < until && whose.test(event, visit);
  }
}
