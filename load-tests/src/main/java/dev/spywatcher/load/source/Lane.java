package dev.spywatcher.load.source;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The way of one guild's events to the server: one call at a time, so that they stay in order; what
 * becomes due meanwhile goes together in the next. Thread-safe.
 */
final class Lane {

  private static final int MOST_IN_A_CALL = 200;

  private final SourceGuild guild;
  private final List<Control> controls;
  private final Deque<Stream> due = new ArrayDeque<>();
  private boolean posting;
  private int calls;
  private String fault = "";

  /**
   * A lane.
   *
   * @param controls of the service's servers, which take the calls in turn
   */
  Lane(SourceGuild guild, List<Control> controls) {
    this.guild = guild;
    this.controls = controls;
  }

  /** An event is due. */
  synchronized void post(Stream stream) {
    due.add(stream);
    if (!posting) {
      send();
    }
  }

  private void send() {
    posting = true;
    Instant now = Instant.now();
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < MOST_IN_A_CALL && !due.isEmpty(); i++) {
      body.append(i == 0 ? "" : ",").append(guild.next(due.remove(), now));
    }
    Control control = controls.get(calls++ % controls.size());
    control
        .send("POST", "/control/events", body.append(']').toString())
        .whenComplete(
            (status, failure) ->
                answered(
                    failure != null
                        ? "POST /control/events: " + failure.getMessage()
                        : status / 100 == 2 ? "" : "POST /control/events: " + status));
  }

  private synchronized void answered(String problem) {
    posting = false;
    if (!problem.isEmpty()) {
      fault = problem;
      due.clear();
    } else if (!due.isEmpty()) {
      send();
    }
    notifyAll();
  }

  /** How many wait for the call under way. */
  synchronized int waiting() {
    return due.size();
  }

  /** Why it cannot go on; empty while it can. */
  synchronized String fault() {
    return fault;
  }

  /** Waits until everything due is posted and answered; whether it was in time. */
  synchronized boolean awaitIdle(long deadlineNanos) throws InterruptedException {
    while (posting) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
