package dev.spywatcher.control;

import dev.spywatcher.journal.Entry;
import dev.spywatcher.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * The calls that show what was sent and received, and that wait for it.
 *
 * @param calls where the answer to a wait is made, since whoever ends it has other things to do
 */
record MessageCalls(Journal journal, Executor calls) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int MOST_WAITS = 512;

  Reply find(Call call) throws ControlError {
    Parameters query = call.query("event", "guild", "since");
    return Reply.ok(
        Answers.messages(journal.find(since(query), matching(query)), journal.lastSequence()));
  }

  CompletionStage<Reply> await(Call call) throws ControlError {
    Parameters query = call.query("event", "guild", "since", "count", "timeout");
    int count = (int) query.number("count", 1, Journal.CAPACITY);
    Duration timeout = query.duration("timeout", Duration.ofSeconds(5), LONGEST_WAIT);
    Predicate<Entry> reached = matching(query).and(entry -> entry.recipients() > 0);
    if (journal.waiting() >= MOST_WAITS) {
      throw ControlError.of(
          429, "too_many_waits", MOST_WAITS + " calls wait already; await less at once");
    }
    return journal
        .await(since(query), reached, count, timeout)
        .thenApplyAsync(found -> answer(found, count, timeout), calls);
  }

  private Reply answer(List<Entry> found, int count, Duration timeout) {
    if (found.size() >= count) {
      return Reply.ok(Answers.messages(found, journal.lastSequence()));
    }
    throw new CompletionException(
        ControlError.of(
            408,
            "timeout",
            found.size()
                + " of "
                + count
                + " messages were sent to a subscriber within "
                + timeout.toMillis()
                + "ms; is a client subscribed?"));
  }

  private static long since(Parameters query) throws ControlError {
    return query.number("since", 0, Long.MAX_VALUE);
  }

  private static Predicate<Entry> matching(Parameters query) {
    String event = query.text("event");
    String guild = query.text("guild");
    return entry ->
        (event == null || event.equals(entry.event()))
            && (guild == null || guild.equals(entry.guildId()));
  }
}
