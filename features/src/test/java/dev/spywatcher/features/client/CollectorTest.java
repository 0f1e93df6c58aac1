package dev.spywatcher.features.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  void aTimeIsNearWithinItsTolerance() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    FieldMatcher near = FieldMatcher.near(noon, Duration.ofSeconds(2));
    assertThat(near.holds().test(Json.of("2026-01-01T12:00:01.999Z"))).isTrue();
    assertThat(near.holds().test(Json.of("2026-01-01T12:00:02.001Z"))).isFalse();
    assertThat(near.holds().test(Json.of("noon"))).isFalse();
  }

  private static Expectation message(String userId) {
    return Expectation.of("message:new").with("userId", FieldMatcher.text(userId));
  }

  private void receive(String event, Map<String, String> payload) {
    collector.add(Received.now(event, List.of(Json.of(payload))));
  }
}
