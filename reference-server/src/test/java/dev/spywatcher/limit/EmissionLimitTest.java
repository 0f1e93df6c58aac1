package dev.spywatcher.limit;

import static dev.spywatcher.limit.EmissionLimit.Ruling.ACCEPT;
import static dev.spywatcher.limit.EmissionLimit.Ruling.DISCONNECT;
import static dev.spywatcher.limit.EmissionLimit.Ruling.DROP;
import static dev.spywatcher.limit.EmissionLimit.Ruling.DROP_AND_TELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much one client may send (LIM-3). */
class EmissionLimitTest {

  private static final int RATE = 10;
  private static final int BURST = 20;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final EmissionLimit limit =
      new EmissionLimit(
          new Limits(1, 1, RATE, BURST, 1, Duration.ofSeconds(1), 1, 65_536), () -> now);

  private List<EmissionLimit.Ruling> send(int packets) {
    return IntStream.range(0, packets).mapToObj(i -> limit.judge()).toList();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  /** Sends a packet every 100 ms with so many on top. */
  private List<EmissionLimit.Ruling> flood(Duration time, int each) {
    List<EmissionLimit.Ruling> rulings = new ArrayList<>();
    for (long tenth = 0; tenth < time.toMillis() / 100; tenth++) {
      rulings.addAll(send(each));
      pass(Duration.ofMillis(100));
    }
    return rulings;
  }

  @Test
  void aBurstIsTakenAndNoPacketMore() {
    assertThat(send(BURST)).containsOnly(ACCEPT);
    assertThat(send(2)).containsExactly(DROP_AND_TELL, DROP);
  }

  @Test
  void whatIsWithinTheRateIsTakenForEver() {
    send(BURST);
    pass(Duration.ofSeconds(1));

    assertThat(flood(Duration.ofMinutes(2), 1)).containsOnly(ACCEPT);
  }

  @Test
  void theRateIsRegainedEvenly() {
    send(BURST);
    pass(Duration.ofMillis(300));

    assertThat(send(4)).containsExactly(ACCEPT, ACCEPT, ACCEPT, DROP_AND_TELL);
  }

  @Test
  void afterAPauseNoMoreThanTheBurstIsTaken() {
    send(BURST);
    pass(Duration.ofDays(1));

    assertThat(Collections.frequency(send(100), ACCEPT)).isEqualTo(BURST);
  }

  @Test
  void theRateIsTakenWhileTheRestIsDropped() {
    send(BURST + 1);
    pass(Duration.ofMillis(100));

    List<EmissionLimit.Ruling> rulings = flood(Duration.ofSeconds(5), 7);

    assertThat(Collections.frequency(rulings, ACCEPT)).isEqualTo(5 * RATE);
  }

  @Test
  void theClientIsToldOnceASecondAtMost() {
    send(BURST);

    List<EmissionLimit.Ruling> rulings = flood(Duration.ofSeconds(5), 7);

    assertThat(Collections.frequency(rulings, DROP_AND_TELL)).isEqualTo(5);
    assertThat(rulings).doesNotContain(DISCONNECT);
  }

  @Test
  void whoGoesOnForTenSecondsIsOut() {
    send(BURST);

    assertThat(flood(Duration.ofSeconds(10), 3)).doesNotContain(DISCONNECT);
    assertThat(send(2)).contains(DISCONNECT);
  }

  @Test
  void whoPausesForASecondStartsAfresh() {
    send(BURST);
    flood(Duration.ofSeconds(9), 3);
    pass(Duration.ofMillis(1_000));

    assertThat(flood(Duration.ofSeconds(9), 30)).doesNotContain(DISCONNECT);
  }

  @Test
  void whoPausesForLessDoesNot() {
    send(BURST);
    flood(Duration.ofMillis(9_500), 3);
    pass(Duration.ofMillis(850));

    assertThat(send(30)).contains(DISCONNECT);
  }

  @Test
  void aClockThatWasAdvancedForgives() {
    send(BURST);
    flood(Duration.ofSeconds(9), 3);
    pass(Duration.ofDays(30));

    assertThat(send(BURST)).containsOnly(ACCEPT);
    assertThat(send(1)).containsExactly(DROP_AND_TELL);
  }
}
