package dev.spywatcher.scenario;

import java.time.Duration;

/**
 * How busy a guild is. Each duration but the last is the mean time, at speed 1, between two
 * beginnings of its kind in the whole guild; single ones come earlier or later than that.
 * Immutable.
 *
 * @param conversations between conversations
 * @param messages usual length of a conversation, in messages, at least 1
 * @param ghostings between members who type and do not write
 * @param presences between changes of status of members on one client
 * @param secondClients between members who sign in on a second client
 * @param promotions between members who are given a role
 * @param joins between people who join
 * @param stay how long those who join usually stay
 */
public record Tempo(
    Duration conversations,
    int messages,
    Duration ghostings,
    Duration presences,
    Duration secondClients,
    Duration promotions,
    Duration joins,
    Duration stay) {

  public Tempo {
    requirePositive("conversations", conversations);
    if (messages < 1) {
      throw new IllegalArgumentException("messages: " + messages + " is not at least 1");
    }
    requirePositive("ghostings", ghostings);
    requirePositive("presences", presences);
    requirePositive("secondClients", secondClients);
    requirePositive("promotions", promotions);
    requirePositive("joins", joins);
    requirePositive("stay", stay);
  }

  private static void requirePositive(String field, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(field + ": " + duration + " is not a positive duration");
    }
  }
}
