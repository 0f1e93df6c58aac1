package dev.spywatcher.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way out for what is published by one connection: a bounded queue, sent batch by batch,
 * the next one when Redis has taken the one before. So the order holds, and the busier it is, the
 * less each message costs. Thread-safe.
 */
final class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private static final int MOST_MESSAGES = 50_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_IN_BATCH = 512;

  private final Connection connection;
  private final LongAdder dropped;
  private final ArrayDeque<Connection.Publication> waiting = new ArrayDeque<>();
  private long waitingBytes;
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
    sendNext();
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
      // Under the lock, so that a flush does not come in between and before it.
      sent = connection.publish(batch);
    }
    sent.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            dropped.add(batch.size());
          }
          sendNext();
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
