package dev.spywatcher.room;

import static dev.spywatcher.room.Events.GUILD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that are held back from a subscriber. */
@Timeout(20)
class LateDeliveryTest {

  private static final long LONG_MILLIS = 3_600_000;

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
    assertThat(ada.buffers).as("frames are released").allMatch(frames -> frames.refCnt() == 0);
  }

  private void publish(String label) {
    fanOut.publish(Events.in(GUILD, label));
  }

  private void holdBack(Delay delay) {
    fanOut.deliverBy((subscriber, event, hand) -> hand.give(event, delay));
  }

  @Test
  void whatWaitsGoesOutInOneGoBeforeWhatFollowsTheEnd() throws Exception {
    holdBack(Delay.inOrder(LONG_MILLIS));
    publish("one");
    publish("two");
    loops.settle();
    assertThat(ada.heard).isEmpty();

    Runnable release = loops.hold(loops.first);
    publish("three");
    fanOut.deliverBy(null);
    publish("four");
    release.run();
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "two", "three", "four");
    assertThat(ada.batches.get(0)).isEqualTo(2);
  }

  @Test
  void whoMovesTakesWhatWaitsAlongAndIsCalledOnOneLoopOnly() throws Exception {
    holdBack(Delay.inOrder(LONG_MILLIS));
    publish("one");
    publish("two");
    loops.settle();

    seat.moveTo(loops.second, () -> ada.heard.add("(settled)"));
    publish("three");
    loops.settle();
    assertThat(ada.heard).containsExactly("one", "two", "(settled)");
    fanOut.deliverBy(null);
    loops.settle();

    assertThat(ada.heard).containsExactly("one", "two", "(settled)", "three");
    assertThat(ada.threads.get(ada.threads.size() - 1)).matches(loops.second::inEventLoop);
  }

  @Test
  void whoLeavesIsForgotten() throws Exception {
    holdBack(Delay.inOrder(LONG_MILLIS));
    publish("one");
    seat.close();
    loops.settle();
    fanOut.deliverBy(null);
    loops.settle();

    assertThat(ada.heard).isEmpty();
  }

  @Test
  void noDelayOvertakesOneThatKeepsTheOrder() throws Exception {
    fanOut.deliverBy(
        (subscriber, event, hand) ->
            hand.give(
                event, event.payload().equals("one") ? Delay.inOrder(LONG_MILLIS) : Delay.NONE));
    publish("one");
    publish("two");
    loops.settle();

    assertThat(ada.heard).isEmpty();
  }
}
