package dev.spywatcher.load.outage;

import java.util.function.BiPredicate;

/**
 * What may be lost, and why. Immutable.
 *
 * @param reason for people
 * @param from when events begin that may be lost, milliseconds since 1970
 * @param until when they end
 * @param whose which events may be lost by which connection
 */
record Allowance(String reason, long from, long until, BiPredicate<Sent, Visit> whose) {

  boolean covers(Sent event, Visit visit) {
    return event.at() >= from && event.at() < until && whose.test(event, visit);
  }
}
