package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final ExecutorService tellers = Executors.newFixedThreadPool(2);
  private final AtomicBoolean closed = new AtomicBoolean();

  @AfterEach
  void stop() {
    tellers.shutdownNow();
  }

  /** The connection of one who does not read. */
  private static final class Stalled extends OutputStream {
    private final CountDownLatch blocked = new CountDownLatch(1);

    @Override
    public void write(int octet) throws IOException {
      blocked.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }
  }

  private Listener listener(Listener.News news, OutputStream out, Duration patience) {
    return new Listener(news, out, () -> closed.set(true), patience);
  }

  @Test
  void oneThatDoesNotReadIsAskedNothingMoreAndDroppedAfterAWhile() throws Exception {
    AtomicInteger tellings = new AtomicInteger();
    Stalled stalled = new Stalled();
    Listener listener =
        listener(
            out -> {
              tellings.incrementAndGet();
              out.write(1);
            },
            stalled,
            Duration.ofMillis(300));

    listener.next(tellers);
    stalled.blocked.await();
    listener.next(tellers);
    listener.next(tellers);
    assertThat(listener.isGone()).isFalse();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              listener.next(tellers);
              return listener.isGone();
            });
    await().untilTrue(closed);
    assertThat(tellings).hasValue(1);
  }

  @Test
  void oneThatReadsIsToldAgainAndAgain() {
    AtomicInteger tellings = new AtomicInteger();
    Listener listener =
        listener(out -> tellings.incrementAndGet(), OutputStream.nullOutputStream(), LONG);

    await()
        .until(
            () -> {
              listener.next(tellers);
              return tellings.get() >= 5;
            });
    assertThat(listener.isGone()).isFalse();
    assertThat(closed).isFalse();
  }

  @Test
  void oneWhoseConnectionIsGoneIsForgotten() {
    Listener listener =
        listener(
            out -> {
              throw new IOException("broken pipe");
            },
            OutputStream.nullOutputStream(),
            LONG);

    listener.next(tellers);

    await().until(listener::isGone);
    await().untilTrue(closed);
  }

  @Test
  void aFailureToTellEndsIt() {
    Listener listener =
        listener(
            out -> {
              throw new IllegalStateException("out of order");
            },
            OutputStream.nullOutputStream(),
            LONG);

    listener.next(tellers);

    await().until(listener::isGone);
    await().untilTrue(closed);
  }
}
