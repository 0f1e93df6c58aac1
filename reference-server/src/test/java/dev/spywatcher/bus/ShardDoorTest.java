package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which events a server takes of a shard; a time is a number of seconds. */
class ShardDoorTest {

  private boolean leaseHolds = true;
  private final ShardDoor door = new ShardDoor(() -> leaseHolds);
  private final List<Integer> taken = new ArrayList<>();

  private static Instant at(double second) {
    return Instant.ofEpochMilli((long) (second * 1000));
  }

  private void offer(int... seconds) {
    for (int second : seconds) {
      door.offer(at(second), () -> taken.add(second));
    }
  }

  @Test
  void withoutALeaseNothingIsTaken() {
    offer(1, 2);

    assertThat(taken).isEmpty();
    assertThat(door.fence(at(1))).isEqualTo(Shards.NOT_OURS);
    assertThat(door.fromOthers(at(1))).isTrue();
  }

  @Test
  void aLeaseCountsFromItsFirstMomentOn() {
    door.acquired(at(5), 9, false);
    offer(4, 5, 6);

    assertThat(taken).containsExactly(5, 6);
    assertThat(door.fence(at(6))).isEqualTo(9);
  }

  @Test
  void eventsWaitUntilWhatTheLastHolderLeftIsLoaded() {
    door.acquired(at(5), 9, true);
    offer(4, 5, 6);
    assertThat(taken).isEmpty();

    door.loaded();
    offer(7);

    assertThat(taken).containsExactly(5, 6, 7);
  }

  @Test
  void aHandOverLosesAndDoublesNothing() {
    door.acquired(at(0), 9, false);
    ShardDoor next = new ShardDoor(() -> true);
    List<Integer> takenByNext = new ArrayList<>();
    offer(1, 2);
    next.expect();
    for (int second = 2; second <= 6; second++) {
      int one = second;
      next.offer(at(one), () -> takenByNext.add(one));
    }
    Instant moment = door.handOver(at(4));
    offer(3, 4, 5, 6);
    door.handedOver();

    next.acquired(moment, 10, true);
    next.loaded();
    next.offer(at(7), () -> takenByNext.add(7));
    offer(7);

    assertThat(taken).containsExactly(1, 2, 3);
    assertThat(takenByNext).containsExactly(4, 5, 6, 7);
    assertThat(door.fence(at(3))).as("for an event that is still under way").isEqualTo(9);
    assertThat(door.fence(at(4))).isEqualTo(Shards.NOT_OURS);
  }

  @Test
  void aHandOverWaitsForWhatHasBeenTakenAlready() {
    door.acquired(at(0), 9, false);
    offer(5);

    assertThat(door.handOver(at(4))).isEqualTo(at(5.001));
  }

  @Test
  void aHolderWhoseSuccessorIsGoneGoesOn() {
    door.acquired(at(0), 9, false);
    door.handOver(at(2));
    offer(1, 2, 3);
    assertThat(taken).containsExactly(1);

    door.kept();
    offer(4);

    assertThat(taken).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatComesWhileTheLeaseMayHaveRunOutWaitsForTheRenewal() {
    door.acquired(at(0), 9, false);
    leaseHolds = false;
    offer(1, 2);
    assertThat(taken).isEmpty();
    assertThat(door.fence(at(1))).isEqualTo(Shards.NOT_OURS);

    leaseHolds = true;
    offer(3);

    assertThat(taken).containsExactly(1, 2, 3);
  }

  @Test
  void whatWaitsForALeaseThatIsLostIsDropped() {
    door.acquired(at(0), 9, false);
    leaseHolds = false;
    offer(1, 2);

    door.lost(at(0.5));
    leaseHolds = true;
    door.settle();
    offer(3);

    assertThat(taken).isEmpty();
  }

  @Test
  void aloneEverythingIsTakenAndNothingFromOthers() {
    offer(1);
    door.alone(at(2));
    offer(2, 3);

    assertThat(taken).containsExactly(2, 3);
    assertThat(door.fence(at(3))).isEqualTo(Shards.ALONE);
    assertThat(door.fromOthers(at(3))).isFalse();
  }

  @Test
  void fromAloneToCompanyThereIsOneMomentForBoth() {
    door.alone(at(1));
    offer(2);
    door.othersFrom(at(4));
    offer(3, 4, 5);

    assertThat(taken).containsExactly(2, 3);
    assertThat(door.fromOthers(at(3))).isFalse();
    assertThat(door.fromOthers(at(4))).isTrue();
  }

  @Test
  void whoGetsTheLeaseAfterBeingAloneTakesEachEventOnce() {
    door.alone(at(1));
    offer(2);
    door.acquired(at(4), 9, false);
    offer(3, 4, 5);

    assertThat(taken).containsExactly(2, 3, 4, 5);
    assertThat(door.fence(at(3))).isEqualTo(Shards.ALONE);
    assertThat(door.fence(at(4))).isEqualTo(9);
  }

  @Test
  void aHolderThatIsLeftAloneLosesNothing() {
    door.acquired(at(0), 9, false);
    offer(1);
    door.handOver(at(2));
    offer(2, 3);
    door.alone(at(3.5));
    offer(4);

    assertThat(taken).containsExactly(1, 2, 3, 4);
  }

  @Test
  void anOldTimeCountsAsNewOnceTheSpansOfThenAreForgotten() {
    door.alone(at(1));
    door.acquired(at(4), 9, false);
    assertThat(door.fence(at(2))).isEqualTo(Shards.ALONE);

    door.prune(at(20));

    assertThat(door.fence(at(2))).isEqualTo(9);
    assertThat(door.fromOthers(at(2))).isTrue();
  }
}
