package dev.spywatcher.fakediscord;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks one bot for heartbeats out of turn (op 1). One at a time, since libraries take a heartbeat
 * that comes while two are unanswered for the end of the connection; and no more than a bot may
 * send, with room for what else it has to say. Lives on the event loop of its connection.
 */
final class HeartbeatRequests {

  /** 80 in a minute: libraries keep to 120 payloads of all kinds, heartbeats among them. */
  private static final long APART = TimeUnit.MILLISECONDS.toNanos(750);

  private enum State {
    IDLE,
    /** About to be sent: whoever asks now is told of all that was delivered so far. */
    DUE,
    SENT,
    SENT_AND_ASKED_AGAIN
  }

  private final EventExecutor loop;
  private final Runnable request;
  private State state = State.IDLE;
  private long lagNanos;
  private long sentNanos = System.nanoTime() - APART;

  /**
   * Requests that are written by {@code request}, after what was delivered before.
   *
   * @param loop that of the connection
   */
  HeartbeatRequests(EventExecutor loop, Runnable request) {
    this.loop = loop;
    this.request = request;
  }

  void ask() {
    if (state == State.IDLE) {
      state = State.DUE;
      long wait = sentNanos + APART - System.nanoTime();
      if (wait <= 0) {
        send();
      } else {
        loop.schedule(this::send, wait, TimeUnit.NANOSECONDS);
      }
    } else if (state == State.SENT) {
      state = State.SENT_AND_ASKED_AGAIN;
    }
  }

  private void send() {
    state = State.SENT;
    sentNanos = System.nanoTime();
    request.run();
  }

  /**
   * A heartbeat came, asked for or not; how long the last request waited for it, in nanoseconds.
   */
  long answered() {
    if (state == State.SENT || state == State.SENT_AND_ASKED_AGAIN) {
      lagNanos = System.nanoTime() - sentNanos;
    }
    boolean again = state == State.SENT_AND_ASKED_AGAIN;
    if (state != State.DUE) {
      state = State.IDLE;
    }
    if (again) {
      ask();
    }
    return lagNanos;
  }
}
