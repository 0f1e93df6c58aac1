package dev.spywatcher.room;

import static dev.spywatcher.room.Events.ANALYTICS;
import static dev.spywatcher.room.Events.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A subscriber moves from the first loop to the second, and either may be held up. */
@Timeout(20)
class HandoverTest {

  private final EventLoops loops = new EventLoops();
  private final FanOut fanOut = new FanOut();
  private final Listener ada = new Listener();
  private final FanOut.Seat seat = fanOut.seat(ada, loops.first);

  @BeforeEach
  void joinRoom() throws Exception {
    seat.join(GUILD, () -> {});
    loops.settle();
  }

  @AfterEach
  void noContractWasBroken() throws Exception {
    loops.settle();
    loops.close();
    assertThat(ada.breaches).isEmpty();
    assertThat(ada.hasUnflushed()).as("events wait for a flush").isFalse();
    assertThat(ada.buffers).as("frames are released").allMatch(frames -> frames.refCnt() == 0);
  }

  @Test
  void theOldLoopFinishesBeforeTheNewOneBegins() throws Exception {
    Runnable release = loops.hold(loops.first);

    publish("one");
    move();
    publish("two");
    publish("three");
    loops.settle(loops.second);
    assertThat(ada.heard).as("while the old loop is held up").isEmpty();
    release.run();
    loops.settle();
    publish("four");
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "(settled)", "two", "three", "four");
    assertThat(ada.threads.get(0)).matches(loops.first::inEventLoop);
    assertThat(ada.threads.subList(1, ada.threads.size())).allMatch(loops.second::inEventLoop);
  }

  @Test
  void theNewLoopTakesWhatItMissedWhileItWasHeldUp() throws Exception {
    Runnable release = loops.hold(loops.second);

    publish("one");
    move();
    publish("two");
    loops.settle(loops.first);
    publish("three");
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "(settled)", "two", "three");
  }

  @Test
  void whoMovesStaysInEveryRoomAndIsCountedOnce() throws Exception {
    seat.join(ANALYTICS, () -> {});

    move();

    assertThat(seat.rooms()).containsExactlyInAnyOrder(GUILD, ANALYTICS);
    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
    assertThat(fanOut.publish(Events.in(ANALYTICS, "update"))).isEqualTo(1);
    loops.settle();
    assertThat(ada.heard).containsExactly("(settled)", "update");
  }

  @Test
  void whoMovesMayJoinAndLeaveAfterwards() throws Exception {
    move();
    seat.leave(GUILD, () -> {});
    seat.join(ANALYTICS, () -> {});
    publish("left");
    fanOut.publish(Events.in(ANALYTICS, "joined"));
    loops.settle();

    assertThat(ada.heard).containsExactly("(settled)", "joined");
  }

  @Test
  void whoIsInNoRoomMayMove() throws Exception {
    seat.leave(GUILD, () -> {});

    move();
    seat.join(GUILD, () -> {});
    publish("hello");
    loops.settle();

    assertThat(ada.heard).containsExactly("(settled)", "hello");
    assertThat(ada.threads).allMatch(loops.second::inEventLoop);
  }

  @Test
  void movingToTheSameLoopChangesNothing() throws Exception {
    publish("one");
    seat.moveTo(loops.first, () -> {});
    publish("two");
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "two");
  }

  @Test
  void leavingIsNotConfirmedBeforeTheLastEventIsDelivered() throws Exception {
    Runnable release = loops.hold(loops.first);

    publish("one");
    move();
    publish("two");
    seat.leave(GUILD, () -> ada.heard.add("(out)"));
    publish("three");
    loops.settle(loops.second);
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "(settled)", "two", "(out)");
  }

  @Test
  void joiningIsConfirmedInItsPlaceInTheStream() throws Exception {
    Runnable release = loops.hold(loops.first);

    publish("one");
    move();
    publish("two");
    seat.join(ANALYTICS, () -> ada.heard.add("(in)"));
    fanOut.publish(Events.in(ANALYTICS, "update"));
    loops.settle(loops.second);
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "(settled)", "two", "(in)", "update");
  }

  @Test
  void movingTwiceKeepsTheOrderThoughTheFirstMoveIsHeldUp() throws Exception {
    Runnable release = loops.hold(loops.first);

    publish("one");
    move();
    publish("two");
    loops.settle(loops.second);
    seat.moveTo(loops.third, () -> ada.heard.add("(settled again)"));
    publish("three");
    loops.settle(loops.second);
    loops.settle(loops.third);
    publish("four");
    loops.settle(loops.third);
    release.run();
    loops.settle();
    publish("five");
    loops.settle();

    assertThat(ada.heard.stream().filter(word -> !word.startsWith("(")))
        .isEqualTo(List.of("one", "two", "three", "four", "five"));
  }

  @Test
  void whoClosesWhileMovingHearsNothingOfWhatFollows() throws Exception {
    Runnable release = loops.hold(loops.first);

    publish("one");
    move();
    seat.close();
    publish("two");
    release.run();
    loops.settle();

    assertThat(ada.heard).contains("one").doesNotContain("two");
    assertThat(fanOut.rooms()).isZero();
  }

  private void move() {
    seat.moveTo(loops.second, () -> ada.heard.add("(settled)"));
  }

  private void publish(String label) {
    fanOut.publish(Events.in(GUILD, label));
  }
}
