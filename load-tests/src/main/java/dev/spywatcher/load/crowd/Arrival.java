package dev.spywatcher.load.crowd;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A crowd's way in: opens seats a few at a time, and tells when enough have arrived. */
final class Arrival {

  private final int enough;
  private final List<Seat> seats;
  private final BiConsumer<Seat, Arrival> opening;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final CountDownLatch enoughArrived = new CountDownLatch(1);
  private final CountDownLatch allArrived = new CountDownLatch(1);
  private volatile String lastFailure = "";
  private volatile long enoughAt;

  /**
   * An arrival that has not begun.
   *
   * @param enough how many seats it is complete with
   * @param opening opens a seat
   */
  Arrival(int enough, List<Seat> seats, BiConsumer<Seat, Arrival> opening) {
    this.enough = enough;
    this.seats = seats;
    this.opening = opening;
  }

  /** Opens the first seats; each that arrives lets another in. */
  void begin(int atOnce) {
    for (int i = 0; i < Math.min(atOnce, seats.size()); i++) {
      openNext();
    }
  }

  private void openNext() {
    int index = next.getAndIncrement();
    if (index < seats.size()) {
      Seat seat = seats.get(index);
      seat.row().loop().execute(() -> opening.accept(seat, this));
    }
  }

  void arrived() {
    int count = arrived.incrementAndGet();
    if (count == enough) {
      enoughAt = System.nanoTime();
      enoughArrived.countDown();
    }
    if (count == seats.size()) {
      allArrived.countDown();
    }
    if (next.get() > 0) {
      openNext();
    }
  }

  void failed(String reason) {
    failures.incrementAndGet();
    lastFailure = reason;
  }

  /** Waits until enough have arrived, and gives the time from {@code begin} to then. */
  Duration await(long begin, Duration deadline) throws MeasurementException {
    await(enoughArrived, enough, deadline);
    return Duration.ofNanos(enoughAt - begin);
  }

  /** Waits for the last as well. */
  void awaitAll(Duration deadline) throws MeasurementException {
    await(allArrived, seats.size(), deadline);
  }

  private void await(CountDownLatch latch, int wanted, Duration deadline)
      throws MeasurementException {
    try {
      if (latch.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    }
    throw new MeasurementException(
        "%d of %d clients were subscribed within %d s; %d attempts failed%s"
            .formatted(
                arrived.get(),
                wanted,
                deadline.toSeconds(),
                failures.get(),
                lastFailure.isEmpty() ? "" : ", the last because " + lastFailure));
  }
}
