package dev.spywatcher.control;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One who listens to the stream: told by one thread at a time, and by none while there is nothing
 * to tell; dropped where it has not read for a while.
 */
final class Listener {

  /** What there is to tell. */
  interface News {
    /** Tells what is new since the last time; blocks while the listener does not read. */
    void tell(OutputStream out) throws IOException;
  }

  private static final Logger log = LoggerFactory.getLogger(Listener.class);

  private final News news;
  private final OutputStream out;
  private final Runnable close;
  private final Duration patience;
  private volatile boolean gone;

  // Of the thread that makes the rounds.
  private @Nullable Future<?> telling;
  private long tellingSince;

  /**
   * A listener.
   *
   * @param close ends its connection
   * @param patience how long it may take to read what it is told
   */
  Listener(News news, OutputStream out, Runnable close, Duration patience) {
    this.news = news;
    this.out = out;
    this.close = close;
    this.patience = patience;
  }

  boolean isGone() {
    return gone;
  }

  /** Has it told what is new, unless it still takes in what was told before. Never blocks. */
  void next(ExecutorService tellers) {
    Future<?> before = telling;
    if (before != null && !before.isDone()) {
      if (System.nanoTime() - tellingSince > patience.toNanos()) {
        log.debug("a listener of the stream has stopped reading and is dropped");
        gone = true;
        // Interrupting the write closes the connection.
        before.cancel(true);
      }
      return;
    }
    tellingSince = System.nanoTime();
    try {
      telling = tellers.submit(this::tell);
    } catch (RejectedExecutionException e) {
      // All are busy; the next round comes soon.
      telling = null;
    }
  }

  private void tell() {
    try {
      news.tell(out);
    } catch (IOException e) {
      end();
    } catch (RuntimeException e) {
      log.error("a listener of the stream could not be told", e);
      end();
    }
  }

  private void end() {
    gone = true;
    close.run();
  }
}
