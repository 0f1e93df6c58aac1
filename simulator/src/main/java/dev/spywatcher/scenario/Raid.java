package dev.spywatcher.scenario;

import java.time.Duration;

/**
 * A raid: many accounts, most of them new, that join within moments, flood a channel, and are
 * thrown out. Immutable.
 *
 * @param at time of play at which the first one begins
 * @param every from one raid to the next; {@link Tempo#NEVER} for a single one
 * @param members how many join in each, 1 to 100,000
 * @param within the time within which they join
 * @param messages how many each of them writes, 0 to 100
 * @param stay the time from joining to being thrown out
 */
public record Raid(
    Duration at, Duration every, int members, Duration within, int messages, Duration stay) {

  public Raid {
    if (at.isNegative()) {
      throw new IllegalArgumentException("at: " + at + " lies before the beginning");
    }
    requireFrom("members", members, 1, 100_000);
    requireFrom("messages", messages, 0, 100);
    if (members * messages > 1_000_000) {
      throw new IllegalArgumentException(
          "messages: " + messages + " of each of " + members + " members are more than 1,000,000");
    }
    if (within.isNegative() || within.isZero() || within.compareTo(every) > 0) {
      throw new IllegalArgumentException(
          "within: a raid must be over before the next one begins (every)");
    }
    if (stay.isNegative() || stay.isZero()) {
      throw new IllegalArgumentException("stay: " + stay + " is not a positive duration");
    }
  }

  private static void requireFrom(String field, int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          field + ": " + number + " is not a number from " + least + " to " + most);
    }
  }
}
