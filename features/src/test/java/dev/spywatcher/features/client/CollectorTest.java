package dev.spywatcher.features.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectorTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Collector collector = new Collector("Ann");

  @Test
  void anExpectationClaimsTheFirstMatchAndOnlyThat() {
    receive("message:new", Map.of("userId", "1"));
    receive("message:new", Map.of("userId", "1"));
    collector.await(message("1"), SHORT);
    assertThat(collector.unclaimed()).hasSize(1);
    assertThat(collector.unclaimedButRepeated()).isEmpty();
  }

  @Test
  void anExpectationWaitsForWhatComesLater() {
    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
        .execute(() -> receive("message:new", Map.of("userId", "1")));
    assertThat(collector.await(message("1"), Duration.ofSeconds(5)).name())
        .isEqualTo("message:new");
  }

  @Test
  void aFailureNamesTheNearestAndHowItDiffersAndAllThatCame() {
    receive("presence:update", Map.of("userId", "1"));
    receive("message:new", Map.of("userId", "2"));
    assertThatThrownBy(() -> collector.await(message("1"), SHORT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Ann did not receive")
        .hasMessageContaining("userId is \"2\" and should be \"1\"")
        .hasMessageContaining("presence:update");
  }

  @Test
  void whatIsUnlikeAnythingClaimedIsNoRepetition() {
    receive("message:new", Map.of("userId", "1"));
    receive("message:new", Map.of("userId", "2"));
    collector.await(message("1"), SHORT);
    assertThat(collector.unclaimedButRepeated()).hasSize(1);
  }

  @Test
  void whatComesTwiceIsClaimedOnceWhileAnotherMatchMayCome() {
    Map<String, String> first = Map.of("userId", "1", "timestamp", "2026-01-01T12:00:00Z");
    Map<String, String> second = Map.of("userId", "1", "timestamp", "2026-01-01T12:00:01Z");
    receive("message:new", first);
    receive("message:new", first);
    receive("message:new", second);

    collector.await(message("1"), SHORT);

    assertThat(collector.await(message("1"), SHORT).payload()).isEqualTo(Json.of(second));
    assertThat(collector.unclaimed()).hasSize(1);
    assertThat(collector.unclaimedButRepeated()).isEmpty();
  }

  @Test
  void aTimeIsNearWithinItsTolerance() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    FieldMatcher near = FieldMatcher.near(noon, Duration.ofSeconds(2));
    assertThat(isMetBy(near, "2026-01-01T12:00:01.999Z")).isTrue();
    assertThat(isMetBy(near, "2026-01-01T12:00:02.001Z")).isFalse();
    assertThat(isMetBy(near, "noon")).isFalse();
  }

  private static Expectation message(String userId) {
    return Expectation.of("message:new").with("userId", FieldMatcher.text(userId));
  }

  private void receive(String event, Map<String, String> payload) {
    collector.add(Received.now(event, List.of(Json.of(payload))));
  }

  @Test
  void aTimeOnArrivalIsBelievedUntilTheReceipt() {
    Instant expected = Instant.parse("2026-01-01T12:00:00Z");
    FieldMatcher arrival = FieldMatcher.nearOrOnArrival(expected, Duration.ofSeconds(2));

    assertThat(isMetBy(arrival, "2026-01-01T12:00:01.999Z")).isTrue();
    assertThat(isMetBy(arrival, "2026-01-01T12:00:09.999Z")).isTrue();
    assertThat(isMetBy(arrival, "2026-01-01T12:00:10.001Z")).isFalse();
    assertThat(isMetBy(arrival, "2026-01-01T11:59:57.999Z")).isFalse();
  }

  @Test
  void whereContentIsOfNoConcernAnEventIsKnownByItsIds() {
    Expectation message =
        Expectation.of("message:new")
            .with("userId", FieldMatcher.id("7"))
            .with("username", FieldMatcher.text("ben"));
    Received other = Received.now("message:new", List.of(Json.of(Map.of("userId", 7))));

    assertThat(message.matches(other)).isFalse();
    assertThat(message.only(Set.of("username")).matches(other)).isFalse();
    assertThat(message.only(Set.of()).matches(other)).isTrue();
    assertThat(message.only(Set.of()).matches(Received.now("message:new", List.of()))).isFalse();
  }

  /** Of a field that was received ten seconds after noon. */
  private static boolean isMetBy(FieldMatcher matcher, String value) {
    return matcher.holds().test(Json.of(value), Instant.parse("2026-01-01T12:00:10Z"));
  }
}
