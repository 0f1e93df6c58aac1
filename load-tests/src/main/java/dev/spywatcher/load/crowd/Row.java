package dev.spywatcher.load.crowd;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * The seats of a crowd that one event loop serves, and what they have received. Only that loop
 * touches it, but for {@link #receivedSoFar()}.
 */
final class Row {

  private final EventLoop loop;
  private final List<Seat> seats = new ArrayList<>();
  private final AtomicLong receivedSoFar = new AtomicLong();
  private final long[] ofWriter = new long[Numbering.WRITERS];
  private long received;
  private long strange;
  private long gone;
  private long batch;
  private IntConsumer delivered = writer -> {};

  Row(EventLoop loop) {
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  List<Seat> seats() {
    return seats;
  }

  /** Deliveries so far; from any thread, and as of the last read. */
  long receivedSoFar() {
    return receivedSoFar.get();
  }

  void event(Seat seat, int writer, int number) {
    seat.account().received(writer, number);
    received++;
    if (++ofWriter[writer] == batch) {
      ofWriter[writer] = 0;
      delivered.accept(writer);
    }
  }

  void readEnds() {
    receivedSoFar.lazySet(received);
  }

  void strange() {
    strange++;
  }

  void gone() {
    gone++;
  }

  /**
   * Tells when every seat of this row has received a batch.
   *
   * @param events in a batch; 0 ends the telling
   * @param delivered told the writer, on this row's loop
   */
  void tellWhenDelivered(int events, IntConsumer delivered) {
    this.batch = (long) events * seats.size();
    this.delivered = delivered;
    Arrays.fill(ofWriter, 0);
  }

  Tally tally() {
    Tally tally = new Tally(0, 0, 0, strange, gone);
    for (Seat seat : seats) {
      Account account = seat.account();
      tally = tally.plus(new Tally(account.received(), account.lost(), account.doubled(), 0, 0));
    }
    return tally;
  }
}
