package dev.spywatcher.load.outage;

import java.util.List;

/**
 * All that one client got. Immutable.
 *
 * @param client its name
 * @param visits its connections, in order
 * @param receipts in the order in which they came
 * @param updates in the order in which they came
 * @param strange events of guilds that it had not subscribed to, or that nobody sent
 * @param refusals subscriptions that were not accepted at first
 */
record Statement(
    String client,
    List<Visit> visits,
    List<Receipt> receipts,
    List<Update> updates,
    List<String> strange,
    List<String> refusals) {

  Statement {
    visits = List.copyOf(visits);
    receipts = List.copyOf(receipts);
    updates = List.copyOf(updates);
    strange = List.copyOf(strange);
    refusals = List.copyOf(refusals);
  }
}
