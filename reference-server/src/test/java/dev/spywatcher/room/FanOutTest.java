package dev.spywatcher.room;

import static dev.spywatcher.room.Events.ANALYTICS;
import static dev.spywatcher.room.Events.GUILD;
import static dev.spywatcher.room.Events.OTHER_GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.EncodedEvent;
import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.DefaultEventExecutor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FanOutTest {

  private final EventLoops loops = new EventLoops();
  private final FanOut fanOut = new FanOut();
  private final Listener ada = new Listener();
  private final Listener bob = new Listener();
  private final FanOut.Seat adasSeat = fanOut.seat(ada, loops.first);
  private final FanOut.Seat bobsSeat = fanOut.seat(bob, loops.second);

  @AfterEach
  void noContractWasBroken() throws Exception {
    loops.settle();
    loops.close();
    for (Listener listener : List.of(ada, bob)) {
      assertThat(listener.breaches).isEmpty();
      assertThat(listener.hasUnflushed()).as("events wait for a flush").isFalse();
      assertThat(listener.buffers)
          .as("frames are released")
          .extracting(ReferenceCounted::refCnt)
          .containsOnly(listener.buffers.isEmpty() ? new Integer[0] : new Integer[] {0});
    }
  }

  @Test
  void deliversToEverySubscriberOfARoomAndTellsHowManyTheyAre() throws Exception {
    join(adasSeat, GUILD);
    join(bobsSeat, GUILD);

    int recipients = publish(GUILD, "hello");
    loops.settle();

    assertThat(recipients).isEqualTo(2);
    assertThat(ada.heard).containsExactly("hello");
    assertThat(bob.heard).containsExactly("hello");
  }

  @Test
  void deliversNothingOfAnotherRoom() throws Exception {
    join(adasSeat, GUILD);
    join(bobsSeat, ANALYTICS);

    assertThat(publish(OTHER_GUILD, "elsewhere")).isZero();
    assertThat(publish(GUILD, "guild")).isEqualTo(1);
    assertThat(publish(ANALYTICS, "analytics")).isEqualTo(1);
    loops.settle();

    assertThat(ada.heard).containsExactly("guild");
    assertThat(bob.heard).containsExactly("analytics");
  }

  @Test
  void deliversOnTheLoopThatServesTheSubscriber() throws Exception {
    join(adasSeat, GUILD);

    publish(GUILD, "hello");
    loops.settle();

    assertThat(ada.threads).hasSize(1).allMatch(loops.first::inEventLoop);
  }

  @Test
  void deliversWhatHasGatheredWithOneWriteAndOneFlush() throws Exception {
    join(adasSeat, GUILD);
    Runnable release = loops.hold(loops.first);

    List<String> labels = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      labels.add("event " + i);
      publish(GUILD, "event " + i);
    }
    release.run();
    loops.settle();

    assertThat(ada.heard).isEqualTo(labels);
    assertThat(ada.batches).containsExactly(10);
    assertThat(ada.flushes()).isEqualTo(1);
  }

  @Test
  void flushesOnceThoughTheSubscriberIsInManyRooms() throws Exception {
    join(adasSeat, GUILD);
    join(adasSeat, OTHER_GUILD);
    Runnable release = loops.hold(loops.first);

    publish(GUILD, "one");
    publish(OTHER_GUILD, "two");
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactlyInAnyOrder("one", "two");
    assertThat(ada.flushes()).isEqualTo(1);
  }

  @Test
  void keepsTheOrderOfAGuildsEventsAcrossItsTwoRooms() throws Exception {
    join(adasSeat, GUILD);
    join(adasSeat, ANALYTICS);
    Runnable release = loops.hold(loops.first);

    publish(GUILD, "first message");
    publish(ANALYTICS, "update");
    publish(GUILD, "second message");
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactly("first message", "update", "second message");
  }

  @Test
  void oneLoopThatIsHeldUpDelaysNoOther() throws Exception {
    join(adasSeat, GUILD);
    join(bobsSeat, GUILD);
    Runnable release = loops.hold(loops.first);

    publish(GUILD, "hello");
    loops.settle(loops.second);

    assertThat(bob.heard).containsExactly("hello");
    assertThat(ada.heard).isEmpty();
    release.run();
    loops.settle();
    assertThat(ada.heard).containsExactly("hello");
  }

  @Test
  void aSubscriberWhoFailsDisturbsNoOther() throws Exception {
    Subscriber broken =
        new Subscriber() {
          @Override
          public void deliver(ByteBuf frames, List<EncodedEvent> events) {
            throw new IllegalStateException("a subscriber that fails, on purpose");
          }

          @Override
          public void flush() {
            throw new IllegalStateException("a subscriber that fails, on purpose");
          }
        };
    join(fanOut.seat(broken, loops.first), GUILD);
    join(adasSeat, GUILD);
    join(adasSeat, OTHER_GUILD);
    Runnable release = loops.hold(loops.first);

    publish(GUILD, "to both");
    publish(OTHER_GUILD, "to ada");
    release.run();
    loops.settle();
    publish(GUILD, "later");
    loops.settle();

    assertThat(ada.heard).containsExactly("to both", "to ada", "later");
  }

  @Test
  void aSubscriptionTakesEffectAtOnePointOfTheStream() throws Exception {
    join(bobsSeat, GUILD);
    Runnable release = loops.hold(loops.first);

    publish(GUILD, "before");
    adasSeat.join(GUILD, () -> ada.heard.add("(in)"));
    publish(GUILD, "during");
    adasSeat.leave(GUILD, () -> ada.heard.add("(out)"));
    publish(GUILD, "after");
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactly("(in)", "during", "(out)");
    assertThat(bob.heard).containsExactly("before", "during", "after");
  }

  @Test
  void confirmsOnTheLoopOfTheSubscriber() throws Exception {
    List<Boolean> onLoop = Collections.synchronizedList(new ArrayList<>());

    adasSeat.join(GUILD, () -> onLoop.add(loops.first.inEventLoop()));
    adasSeat.leave(GUILD, () -> onLoop.add(loops.first.inEventLoop()));
    adasSeat.leave(OTHER_GUILD, () -> onLoop.add(loops.first.inEventLoop()));
    loops.settle();

    assertThat(onLoop).containsExactly(true, true, true);
  }

  @Test
  void joiningTwiceDeliversOnceAndOneLeaveSuffices() throws Exception {
    join(adasSeat, GUILD);
    join(adasSeat, GUILD);

    assertThat(publish(GUILD, "once")).isEqualTo(1);
    leave(adasSeat, GUILD);
    assertThat(publish(GUILD, "never")).isZero();
    loops.settle();

    assertThat(ada.heard).containsExactly("once");
  }

  @Test
  void leavingTwiceOrWithoutHavingJoinedIsHarmless() throws Exception {
    join(bobsSeat, GUILD);

    leave(adasSeat, GUILD);
    join(adasSeat, GUILD);
    leave(adasSeat, GUILD);
    leave(adasSeat, GUILD);

    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
    assertThat(publish(GUILD, "hello")).isEqualTo(1);
    loops.settle();
    assertThat(bob.heard).containsExactly("hello");
    assertThat(ada.heard).isEmpty();
  }

  @Test
  void whoLeavesARoomStaysInTheOthers() throws Exception {
    join(adasSeat, GUILD);
    join(adasSeat, ANALYTICS);
    join(adasSeat, OTHER_GUILD);

    leave(adasSeat, GUILD);

    assertThat(adasSeat.rooms()).containsExactlyInAnyOrder(ANALYTICS, OTHER_GUILD);
    publish(GUILD, "left");
    publish(ANALYTICS, "kept");
    publish(OTHER_GUILD, "kept too");
    loops.settle();
    assertThat(ada.heard).containsExactlyInAnyOrder("kept", "kept too");
  }

  @Test
  void whoLeavesEveryRoomMayJoinAgain() throws Exception {
    join(adasSeat, GUILD);
    join(adasSeat, ANALYTICS);

    adasSeat.leaveAll();
    publish(GUILD, "away");
    join(adasSeat, GUILD);
    publish(GUILD, "back");
    loops.settle();

    assertThat(ada.heard).containsExactly("back");
  }

  @Test
  void aClosedSeatHearsNothingAndCannotJoinAgain() throws Exception {
    join(adasSeat, GUILD);
    List<String> confirmed = Collections.synchronizedList(new ArrayList<>());

    adasSeat.close();
    adasSeat.close();
    adasSeat.join(GUILD, () -> confirmed.add("in"));
    publish(GUILD, "too late");
    loops.settle();

    assertThat(ada.heard).isEmpty();
    assertThat(confirmed).isEmpty();
    assertThat(adasSeat.rooms()).isEmpty();
    assertThat(fanOut.subscribers(GUILD)).isZero();
  }

  @Test
  void countsGoBackToZero() throws Exception {
    for (int i = 0; i < 30; i++) {
      FanOut.Seat seat = fanOut.seat(new Listener(), loops.loop(i));
      seat.join(GUILD, () -> {});
      seat.join(ANALYTICS, () -> {});
      seat.moveTo(loops.loop(i / 3), () -> {});
      assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
      assertThat(fanOut.subscribers(ANALYTICS)).isEqualTo(1);
      assertThat(fanOut.rooms()).isEqualTo(2);
      seat.leave(GUILD, () -> {});
      seat.close();
      assertThat(fanOut.rooms()).isZero();
    }
    loops.settle();

    assertThat(fanOut.subscribers(GUILD)).isZero();
    assertThat(publish(GUILD, "nobody")).isZero();
    assertThat(publish(ANALYTICS, "nobody")).isZero();
  }

  @Test
  void aLoopThatHasEndedTakesOnlyItsOwnSubscribersWithIt() throws Exception {
    DefaultEventExecutor ended = new DefaultEventExecutor();
    FanOut.Seat orphan = fanOut.seat(new Listener(), ended);
    orphan.join(GUILD, () -> {});
    join(adasSeat, GUILD);
    ended.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

    publish(GUILD, "hello");
    orphan.close();
    publish(GUILD, "again");
    loops.settle();

    assertThat(ada.heard).containsExactly("hello", "again");
    assertThat(fanOut.subscribers(GUILD)).isEqualTo(1);
  }

  private static void join(FanOut.Seat seat, Room room) {
    seat.join(room, () -> {});
  }

  private static void leave(FanOut.Seat seat, Room room) {
    seat.leave(room, () -> {});
  }

  private int publish(Room room, String label) {
    return fanOut.publish(Events.in(room, label));
  }
}
