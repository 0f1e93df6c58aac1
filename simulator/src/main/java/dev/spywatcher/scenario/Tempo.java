package dev.spywatcher.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How busy a guild is. Each duration but {@code decay} and {@code stay} is the mean time, at speed
 * 1 and in an hour of average life, between two beginnings of its kind in the whole guild; single
 * ones come earlier or later than that. {@link #NEVER} where the kind does not occur. Immutable.
 *
 * @param conversations between conversations: the first messages of bursts that excite themselves
 * @param messages mean length of a conversation in messages, 1 to 50: each message brings on {@code
 *     1 - 1/messages} others (the branching ratio of a Hawkes process)
 * @param decay mean time from a message to one that it brings on
 * @param ghostings between members who type and do not write
 * @param presences between changes of status of members on one client
 * @param secondClients between members who sign in on a second client
 * @param promotions between members who are given a role
 * @param questions between newcomers of the first day who ask something
 * @param joins between people who join
 * @param stay how long those who join usually stay
 * @param botTrials between bots that someone tries out
 */
public record Tempo(
    Duration conversations,
    double messages,
    Duration decay,
    Duration ghostings,
    Duration presences,
    Duration secondClients,
    Duration promotions,
    Duration questions,
    Duration joins,
    Duration stay,
    Duration botTrials) {

  /** Longer than any play. */
  public static final Duration NEVER = Duration.ofDays(36_500);

  public Tempo {
    requirePositive("conversations", conversations);
    if (!(messages >= 1 && messages <= 50)) {
      throw new IllegalArgumentException("messages: " + messages + " is not from 1 to 50");
    }
    requirePositive("decay", decay);
    requirePositive("ghostings", ghostings);
    requirePositive("presences", presences);
    requirePositive("secondClients", secondClients);
    requirePositive("promotions", promotions);
    requirePositive("questions", questions);
    requirePositive("joins", joins);
    requirePositive("stay", stay);
    requirePositive("botTrials", botTrials);
  }

  /** How many things of any kind begin in a second of average life. */
  double beginningsPerSecond() {
    double beginnings = 0;
    for (Duration period :
        List.of(
            conversations,
            ghostings,
            presences,
            secondClients,
            promotions,
            questions,
            joins,
            botTrials)) {
      beginnings += 1 / seconds(period);
    }
    return beginnings;
  }

  /** How many events wait for their time, about, because people stay and conversations go on. */
  double underWay() {
    return seconds(stay) / seconds(joins)
        + messages * messages * seconds(decay) / seconds(conversations);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static void requirePositive(String field, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(field + ": " + duration + " is not a positive duration");
    }
  }
}
