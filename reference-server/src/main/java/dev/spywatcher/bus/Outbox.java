package dev.spywatcher.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way out for what is published by one connection: a bounded queue, sent batch by batch,
 * the next one when Redis has taken the one before, and not within {@link #LINGER} of it: most of
 * what a message costs is the waking of those who pass it on, here, and on every server that gets
 * it. So the order holds, and the busier it is, the less each message costs; what comes after a
 * pause goes at once. Thread-safe.
 */
final class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private static final int MOST_MESSAGES = 50_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_IN_BATCH = 512;

  /** From one batch to the next, unless that is full. */
  private static final Duration LINGER = Duration.ofMillis(10);

  private final Connection connection;
  private final LongAdder dropped;
  private final ArrayDeque<Connection.Publication> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long lastSent = System.nanoTime() - LINGER.toNanos();
  private boolean sending;
  private boolean overflowing;
  private boolean closed;

  /**
   * An empty outbox.
   *
   * @param dropped counts what is not sent
   */
  Outbox(Connection connection, LongAdder dropped) {
    this.connection = connection;
    this.dropped = dropped;
  }

  void put(Connection.Publication publication) {
    synchronized (this) {
      if (closed
          || waiting.size() >= MOST_MESSAGES
          || waitingBytes + publication.message().length > MOST_BYTES) {
        dropped.increment();
        if (!closed && !overflowing) {
          overflowing = true;
          log.warn("Redis is too slow: events for other servers are dropped");
        }
        return;
      }
      waiting.add(publication);
      waitingBytes += publication.message().length;
      if (sending) {
        return;
      }
      sending = true;
    }
    sendInTime();
  }

  /** Sends the next batch once the time for it has come. */
  private void sendInTime() {
    long wait;
    synchronized (this) {
      if (waiting.isEmpty()) {
        sending = false;
        overflowing = false;
        return;
      }
      boolean full = waiting.size() >= MOST_IN_BATCH;
      wait = full ? 0 : lastSent + LINGER.toNanos() - System.nanoTime();
    }
    if (wait <= 0) {
      sendNext();
    } else {
      connection.after(wait, this::sendNext);
    }
  }

  private void sendNext() {
    List<Connection.Publication> batch = new ArrayList<>();
    CompletableFuture<Void> sent;
    synchronized (this) {
      while (batch.size() < MOST_IN_BATCH && !waiting.isEmpty()) {
        Connection.Publication next = waiting.remove();
        waitingBytes -= next.message().length;
        batch.add(next);
      }
      if (batch.isEmpty()) {
        sending = false;
        overflowing = false;
        return;
      }
      lastSent = System.nanoTime();
      // Under the lock, so that a flush does not come in between and before it.
      sent = connection.publish(batch);
    }
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            dropped.add(batch.size());
          }
          sendInTime();
        });
  }

  /** Sends what waits without regard to what Redis has taken: what is sent next comes after it. */
  void flush() {
    List<Connection.Publication> all;
    CompletableFuture<Void> sent;
    synchronized (this) {
      if (waiting.isEmpty()) {
        return;
      }
      all = List.copyOf(waiting);
      waiting.clear();
      waitingBytes = 0;
      lastSent = System.nanoTime();
      sent = connection.publish(all);
    }
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            dropped.add(all.size());
          }
        });
  }

  /** How many messages wait. */
  synchronized int size() {
    return waiting.size();
  }

  /** Drops what waits and what still comes. */
  synchronized void close() {
    closed = true;
    dropped.add(waiting.size());
    waiting.clear();
    waitingBytes = 0;
  }
}
