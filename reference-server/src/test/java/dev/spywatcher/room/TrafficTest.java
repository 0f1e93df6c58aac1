package dev.spywatcher.room;

import static dev.spywatcher.room.Events.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Exactly once and in order (EVT-7), whatever threads publish and subscribers do meanwhile. A
 * witness that never moves hears the stream as it was published; the others are held against it.
 */
@Timeout(60)
class TrafficTest {

  private static final int PUBLISHERS = 3;
  private static final int EVENTS = 300;

  private static final EventLoops loops = new EventLoops();

  private final FanOut fanOut = new FanOut();
  private final Listener witness = new Listener();

  TrafficTest() {
    fanOut.seat(witness, loops.first).join(GUILD, () -> {});
  }

  @AfterAll
  static void closeLoops() {
    loops.close();
  }

  @Test
  void everySubscriberHearsTheSameStream() throws Exception {
    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Listener listener = new Listener();
      listeners.add(listener);
      fanOut.seat(listener, loops.loop(i)).join(GUILD, () -> {});
    }

    join(publishers());
    loops.settle();

    assertWitnessHeardEverythingInOrder();
    for (Listener listener : listeners) {
      assertHeardAsPublished(listener);
    }
  }

  @RepeatedTest(50)
  void movingOnceLosesDoublesAndReordersNothing(RepetitionInfo repetition) throws Exception {
    moveUnderTraffic(repetition, 1);
  }

  @RepeatedTest(50)
  void movingOftenLosesDoublesAndReordersNothing(RepetitionInfo repetition) throws Exception {
    moveUnderTraffic(repetition, 12);
  }

  private void moveUnderTraffic(RepetitionInfo repetition, int moves) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Listener> listeners = new ArrayList<>();
    List<FanOut.Seat> seats = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Listener listener = new Listener();
      FanOut.Seat seat = fanOut.seat(listener, loops.loop(i));
      seat.join(GUILD, () -> {});
      listeners.add(listener);
      seats.add(seat);
    }

    List<Thread> publishers = publishers();
    AtomicInteger settled = new AtomicInteger();
    for (int move = 0; move < moves; move++) {
      spin(random.nextInt(20_000));
      for (FanOut.Seat seat : seats) {
        seat.moveTo(loops.loop(random.nextInt(3)), settled::incrementAndGet);
      }
    }
    join(publishers);
    settleMoves(moves);

    assertThat(settled).hasValue(moves * seats.size());
    assertWitnessHeardEverythingInOrder();
    for (Listener listener : listeners) {
      assertHeardAsPublished(listener);
    }
    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1 + seats.size());
  }

  /** A move takes two turns of the loops, and one waits for the other. */
  private void settleMoves(int moves) throws InterruptedException {
    for (int i = 0; i <= moves; i++) {
      loops.settle();
    }
  }

  @RepeatedTest(20)
  void whoComesAndGoesHearsEachStayWithoutAGap(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    AtomicInteger published = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    Thread publisher =
        new Thread(
            () -> {
              for (int i = 1; !over.get(); i++) {
                fanOut.publish(Events.in(GUILD, String.valueOf(i)));
                published.set(i);
                while (i - witness.heard.size() > 200) {
                  Thread.onSpinWait();
                }
              }
            });
    publisher.start();
    List<String> failures = new ArrayList<>();
    Listener visitor = new Listener();
    FanOut.Seat seat = fanOut.seat(visitor, loops.second);
    for (int stay = 0; stay < 30; stay++) {
      visitor.heard.clear();
      int before = published.get();
      CompletableFuture<Integer> in = new CompletableFuture<>();
      seat.join(GUILD, () -> in.complete(published.get()));
      int atLeastFrom = in.join() + 2;
      spin(random.nextInt(20_000));
      int atLeastTo = published.get();
      CompletableFuture<List<String>> out = new CompletableFuture<>();
      seat.leave(GUILD, () -> out.complete(List.copyOf(visitor.heard)));
      List<String> heard = out.join();
      spin(random.nextInt(5_000));

      List<Integer> numbers = heard.stream().map(Integer::valueOf).toList();
      if (!visitor.heard.equals(heard)) {
        failures.add("heard something after the leave was confirmed");
      }
      if (!isRun(numbers)) {
        failures.add("not without a gap: " + numbers);
      }
      if (!numbers.isEmpty() && numbers.get(0) <= before) {
        failures.add("heard " + numbers.get(0) + ", published before the join");
      }
      if (atLeastFrom <= atLeastTo
          && (numbers.isEmpty()
              || numbers.get(0) > atLeastFrom
              || numbers.get(numbers.size() - 1) < atLeastTo)) {
        failures.add(
            "heard %s, but was in from %d to %d".formatted(numbers, atLeastFrom, atLeastTo));
      }
    }
    over.set(true);
    publisher.join();
    loops.settle();

    assertThat(failures).isEmpty();
    assertThat(visitor.breaches).isEmpty();
    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
  }

  private static boolean isRun(List<Integer> numbers) {
    return IntStream.range(1, numbers.size())
        .allMatch(i -> numbers.get(i) == numbers.get(i - 1) + 1);
  }

  @Test
  void countsGoBackToZeroAfterMuchComingAndGoing() throws Exception {
    List<Thread> visitors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      FanOut.Seat seat = fanOut.seat(new Listener(), loops.loop(i));
      Thread visitor =
          new Thread(
              () -> {
                for (int step = 0; step < 2000; step++) {
                  Room room = random.nextBoolean() ? GUILD : Events.OTHER_GUILD;
                  switch (random.nextInt(5)) {
                    case 0, 1 -> seat.join(room, () -> {});
                    case 2 -> seat.leave(room, () -> {});
                    case 3 -> seat.leaveAll();
                    default -> seat.moveTo(loops.loop(random.nextInt(3)), () -> {});
                  }
                }
                seat.close();
              });
      visitor.start();
      visitors.add(visitor);
    }
    List<Thread> publishers = publishers();
    join(visitors);
    join(publishers);

    assertThat(fanOut.subscribers(GUILD)).as("the witness alone").isEqualTo(1);
    assertThat(fanOut.subscribers(Events.OTHER_GUILD)).isZero();
    assertThat(fanOut.rooms()).isEqualTo(1);
  }

  private List<Thread> publishers() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    List<Thread> publishers = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      String name = "p" + i;
      Thread publisher =
          new Thread(
              () -> {
                for (int event = 0; event < EVENTS; event++) {
                  fanOut.publish(Events.in(GUILD, name + ":" + event));
                  begun.countDown();
                }
              });
      publisher.start();
      publishers.add(publisher);
    }
    begun.await();
    return publishers;
  }

  private void assertWitnessHeardEverythingInOrder() {
    assertThat(witness.breaches).isEmpty();
    for (int i = 0; i < PUBLISHERS; i++) {
      String name = "p" + i + ":";
      assertThat(witness.heard.stream().filter(label -> label.startsWith(name)))
          .containsExactlyElementsOf(
              IntStream.range(0, EVENTS).mapToObj(event -> name + event).toList());
    }
  }

  private void assertHeardAsPublished(Listener listener) {
    assertThat(listener.breaches).isEmpty();
    assertThat(listener.hasUnflushed()).as("events wait for a flush").isFalse();
    int differs = 0;
    while (differs < Math.min(listener.heard.size(), witness.heard.size())
        && listener.heard.get(differs).equals(witness.heard.get(differs))) {
      differs++;
    }
    assertThat(listener.heard.subList(differs, Math.min(listener.heard.size(), differs + 5)))
        .as(
            "heard %d events of %d; the first %d as they were published, then",
            listener.heard.size(), witness.heard.size(), differs)
        .isEqualTo(witness.heard.subList(differs, Math.min(witness.heard.size(), differs + 5)));
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }
}
