package dev.spywatcher.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which handshakes are let in (LIM-1, LIM-2, LIM-4, LIM-5). */
class AddressLimitsTest {

  private static final ClientAddress ONE = new ClientAddress("192.0.2.1", "192.0.2.1");
  private static final ClientAddress OTHER = new ClientAddress("192.0.2.2", "192.0.2.2");
  private static final Duration BLOCK = Duration.ofSeconds(30);
  private static final int MANY = 1_000_000;

  private final StillTime time = new StillTime();

  @AfterEach
  void stop() {
    time.close();
  }

  private AddressLimits limits(int rate, int connections, int reconnects) {
    return new AddressLimits(
        new Limits(rate, connections, 1, 1, reconnects, BLOCK, 1, 65_536), time.clock());
  }

  private static List<Admission> admit(AddressLimits limits, ClientAddress address, int times) {
    return IntStream.range(0, times).mapToObj(i -> limits.judge(address, Set.of())).toList();
  }

  private static long admitted(List<Admission> admissions) {
    return admissions.stream().filter(Admission.Admitted.class::isInstance).count();
  }

  private static Admission.Refused refused(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return (Admission.Refused) admission;
  }

  private static void leave(Admission admission) {
    ((Admission.Admitted) admission).leave().run();
  }

  // LIM-1

  @Test
  void ofManyHandshakesAtOnceJustTheRateIsLetIn() {
    assertThat(admitted(admit(limits(60, MANY, MANY), ONE, 1_000))).isEqualTo(60);
  }

  @Test
  void afterAMinuteOfQuietAsManyAreLetInAgain() {
    AddressLimits limits = limits(60, MANY, MANY);
    admit(limits, ONE, 1_000);

    time.pass(Duration.ofMinutes(1));

    assertThat(admitted(admit(limits, ONE, 1_000))).isEqualTo(60);
  }

  @Test
  void afterADayOfQuietNoMoreAreLetInThanAfterAMinute() {
    AddressLimits limits = limits(60, MANY, MANY);
    List<Admission> held = admit(limits, ONE, 10);

    time.pass(Duration.ofDays(1));

    assertThat(admitted(admit(limits, ONE, 1_000))).isEqualTo(60);
    assertThat(held).hasSize(10);
  }

  @Test
  void whoIsRefusedIsToldWhenToTryAgainAndIsLetInThen() {
    AddressLimits limits = limits(60, MANY, MANY);
    admit(limits, ONE, 60);

    Admission.Refused refused = refused(limits.judge(ONE, Set.of()));
    assertThat(refused.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    assertThat(refused.reason()).contains("--connection-rate");
    time.pass(refused.retryAfter());

    assertThat(admitted(admit(limits, ONE, 2))).isOne();
  }

  @Test
  void whoKeepsTryingIsNotRefusedForLonger() {
    AddressLimits limits = limits(60, MANY, MANY);
    admit(limits, ONE, 100_000);

    time.pass(Duration.ofSeconds(1));

    assertThat(admitted(admit(limits, ONE, 1))).isOne();
  }

  @Test
  void threadsThatRaceLetNoOneInBeyondTheRate() {
    AddressLimits limits = limits(60, MANY, MANY);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Long>> racing =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> admitted(admit(limits, ONE, 200)), threads))
              .toList();

      assertThat(racing.stream().mapToLong(CompletableFuture::join).sum()).isEqualTo(60);
    } finally {
      threads.shutdown();
    }
  }

  // LIM-2

  @Test
  void aConnectionMoreThanAllowedIsRefusedUntilOneCloses() {
    AddressLimits limits = limits(MANY, 3, MANY);
    List<Admission> held = admit(limits, ONE, 3);

    Admission.Refused refused = refused(limits.judge(ONE, Set.of()));
    assertThat(refused.reason()).contains("--max-connections-per-ip");
    assertThat(refused.retryAfter()).isPositive();
    leave(held.get(1));

    assertThat(admitted(admit(limits, ONE, 2))).isOne();
  }

  @Test
  void leavingTwiceFreesOneSlot() {
    AddressLimits limits = limits(MANY, 3, MANY);
    List<Admission> held = admit(limits, ONE, 3);

    leave(held.get(0));
    leave(held.get(0));
    leave(held.get(0));

    assertThat(admitted(admit(limits, ONE, 5))).isOne();
  }

  @Test
  void timeAloneFreesNoSlot() {
    AddressLimits limits = limits(MANY, 3, MANY);
    admit(limits, ONE, 3);

    time.pass(Duration.ofDays(30));

    refused(limits.judge(ONE, Set.of()));
  }

  @Test
  void aRefusalCostsNoHandshakeOfTheRate() {
    AddressLimits limits = limits(10, 3, MANY);
    List<Admission> held = admit(limits, ONE, 3);
    admit(limits, ONE, 100);
    held.forEach(AddressLimitsTest::leave);

    int more = 0;
    for (Admission next = limits.judge(ONE, Set.of());
        next instanceof Admission.Admitted admitted;
        next = limits.judge(ONE, Set.of())) {
      admitted.leave().run();
      more++;
    }

    assertThat(more).isEqualTo(7);
  }

  // LIM-4

  @Test
  void asManyHandshakesInTenSecondsAsAllowedAreLetInAndOneMoreBlocks() {
    AddressLimits limits = limits(MANY, MANY, 5);

    assertThat(admitted(admit(limits, ONE, 5))).isEqualTo(5);
    Admission.Refused refused = refused(limits.judge(ONE, Set.of()));

    assertThat(refused.retryAfter()).isEqualTo(BLOCK);
    assertThat(refused.reason()).contains("--reconnect-limit");
  }

  @Test
  void handshakesOlderThanTenSecondsDoNotCount() {
    AddressLimits limits = limits(MANY, MANY, 5);
    admit(limits, ONE, 1);
    time.pass(Duration.ofSeconds(9));
    admit(limits, ONE, 4);
    time.pass(Duration.ofSeconds(1));

    assertThat(admitted(admit(limits, ONE, 1))).isOne();
    refused(limits.judge(ONE, Set.of()));
  }

  @Test
  void whoKeepsJustWithinTheLimitIsNeverBlocked() {
    AddressLimits limits = limits(MANY, MANY, 5);

    for (int i = 0; i < 500; i++) {
      assertThat(limits.judge(ONE, Set.of())).isInstanceOf(Admission.Admitted.class);
      time.pass(Duration.ofSeconds(2));
    }
  }

  @Test
  void aBlockLastsForItsTimeWhateverIsTriedMeanwhile() {
    AddressLimits limits = limits(MANY, MANY, 5);
    admit(limits, ONE, 6);

    time.pass(BLOCK.minusMillis(1));
    assertThat(refused(limits.judge(ONE, Set.of())).retryAfter()).isEqualTo(Duration.ofMillis(1));
    admit(limits, ONE, 100);
    time.pass(Duration.ofMillis(1));

    assertThat(admitted(admit(limits, ONE, 5))).isEqualTo(5);
  }

  /** Offends, and tells how long the block is that follows. */
  private static Duration offend(AddressLimits limits) {
    return refused(admit(limits, ONE, 6).get(5)).retryAfter();
  }

  @Test
  void eachBlockIsTwiceAsLongUpToEightTimes() {
    AddressLimits limits = limits(MANY, MANY, 5);
    List<Duration> blocks = new ArrayList<>();

    for (int i = 0; i < 6; i++) {
      blocks.add(offend(limits));
      time.pass(blocks.get(i));
    }

    assertThat(blocks)
        .containsExactly(
            BLOCK,
            BLOCK.multipliedBy(2),
            BLOCK.multipliedBy(4),
            BLOCK.multipliedBy(8),
            BLOCK.multipliedBy(8),
            BLOCK.multipliedBy(8));
  }

  @Test
  void whoBehavesForTwentyTimesAsLongStartsAfresh() {
    AddressLimits limits = limits(MANY, MANY, 5);
    offend(limits);
    time.pass(BLOCK);
    assertThat(offend(limits)).isEqualTo(BLOCK.multipliedBy(2));

    time.pass(BLOCK.multipliedBy(2).plus(BLOCK.multipliedBy(2).multipliedBy(20)));

    assertThat(offend(limits)).isEqualTo(BLOCK);
  }

  @Test
  void whoBehavesForLessDoesNot() {
    AddressLimits limits = limits(MANY, MANY, 5);
    offend(limits);
    time.pass(BLOCK);
    assertThat(offend(limits)).isEqualTo(BLOCK.multipliedBy(2));

    time.pass(BLOCK.multipliedBy(2).plus(BLOCK.multipliedBy(2).multipliedBy(20)).minusSeconds(1));

    assertThat(offend(limits)).isEqualTo(BLOCK.multipliedBy(4));
  }

  @Test
  void refusedHandshakesCountAsReconnectionsToo() {
    AddressLimits limits = limits(MANY, 1, 5);

    List<Admission> tried = admit(limits, ONE, 6);

    assertThat(admitted(tried)).isOne();
    assertThat(refused(tried.get(5)).reason()).contains("--reconnect-limit");
  }

  // LIM-5

  @Test
  void noLimitOfOneAddressTouchesAnother() {
    AddressLimits limits = limits(5, 4, 6);
    admit(limits, ONE, 1_000);

    assertThat(admitted(admit(limits, OTHER, 4))).isEqualTo(4);
    assertThat(refused(limits.judge(OTHER, Set.of())).reason())
        .contains("--max-connections-per-ip");
  }

  @Test
  void theClientsOfANetworkShareOneAccount() {
    AddressLimits limits = limits(5, MANY, MANY);
    ClientAddress neighbour = new ClientAddress("192.0.2.99", ONE.key());
    admit(limits, ONE, 3);

    assertThat(admitted(admit(limits, neighbour, 5))).isEqualTo(2);
  }

  // What is kept

  @Test
  void anAddressIsForgottenWhenNothingOfItMattersAnyMore() {
    AddressLimits limits = limits(60, MANY, MANY);
    leave(limits.judge(ONE, Set.of()));
    assertThat(limits.addresses()).isOne();

    time.pass(Duration.ofMinutes(3));

    assertThat(limits.addresses()).isZero();
  }

  @Test
  void anAddressWithAConnectionIsNotForgotten() {
    AddressLimits limits = limits(60, MANY, MANY);
    Admission held = limits.judge(ONE, Set.of());

    time.pass(Duration.ofDays(2));
    assertThat(limits.addresses()).isOne();
    leave(held);
    time.pass(Duration.ofMinutes(2));

    assertThat(limits.addresses()).isZero();
  }

  @Test
  void anOffenderIsRememberedUntilItIsForgiven() {
    AddressLimits limits = limits(MANY, MANY, 5);
    admit(limits, ONE, 6).stream().limit(5).forEach(AddressLimitsTest::leave);

    time.pass(BLOCK.plus(BLOCK.multipliedBy(20)).minusSeconds(61));
    assertThat(limits.addresses()).isOne();
    time.pass(Duration.ofMinutes(3));

    assertThat(limits.addresses()).isZero();
  }

  @Test
  void aResetForgivesEverythingButOpenConnections() {
    AddressLimits limits = limits(7, 3, 5);
    List<Admission> held = admit(limits, ONE, 100);
    admit(limits, OTHER, 1).forEach(AddressLimitsTest::leave);

    limits.reset();

    assertThat(limits.addresses()).isOne();
    assertThat(refused(limits.judge(ONE, Set.of())).reason()).contains("--max-connections-per-ip");
    held.stream().limit(3).forEach(AddressLimitsTest::leave);
    assertThat(admitted(admit(limits, ONE, 3))).isEqualTo(3);
  }

  @Test
  void aConnectionThatLeavesAfterAResetFreesNoMoreThanItsOwnSlot() {
    AddressLimits limits = limits(MANY, 2, MANY);
    List<Admission> held = admit(limits, ONE, 2);

    limits.reset();
    held.forEach(AddressLimitsTest::leave);
    limits.reset();
    held.forEach(AddressLimitsTest::leave);

    assertThat(admitted(admit(limits, ONE, 10))).isEqualTo(2);
  }

  @Test
  void aHundredThousandAddressesAreForgottenAgain() {
    AddressLimits limits = limits(60, MANY, 100);

    for (int i = 0; i < 100_000; i++) {
      String key = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
      leave(limits.judge(new ClientAddress(key, key), Set.of()));
    }
    assertThat(limits.addresses()).isEqualTo(100_000);
    time.pass(Duration.ofMinutes(3));

    assertThat(limits.addresses()).isZero();
  }
}
