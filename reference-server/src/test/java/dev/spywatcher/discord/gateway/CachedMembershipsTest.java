package dev.spywatcher.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.Memberships.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedMembershipsTest {

  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private final List<String> asked = new ArrayList<>();
  private final Deque<CompletableFuture<Answer>> open = new ArrayDeque<>();
  private final CachedMemberships memberships =
      new CachedMemberships(
          (guildId, userId) -> {
            asked.add(guildId + "/" + userId);
            open.add(new CompletableFuture<>());
            return open.getLast();
          },
          () -> now);

  private CompletableFuture<Answer> of(String guildId, String userId) {
    return memberships.of(guildId, userId).toCompletableFuture();
  }

  private Answer answered(Answer answer) {
    CompletableFuture<Answer> told = of("7", "1");
    if (!open.isEmpty()) {
      open.remove().complete(answer);
    }
    return told.getNow(null);
  }

  @Test
  void aMemberIsOneForAMinuteAndNoLonger() {
    assertThat(answered(Answer.MEMBER)).isEqualTo(Answer.MEMBER);
    now = now.plus(Duration.ofMillis(59_999));
    assertThat(answered(Answer.NO_MEMBER)).isEqualTo(Answer.MEMBER);
    assertThat(asked).hasSize(1);

    now = now.plusMillis(1);
    assertThat(answered(Answer.NO_MEMBER)).isEqualTo(Answer.NO_MEMBER);
    assertThat(asked).hasSize(2);
  }

  @Test
  void theMinuteBeginsWithTheQuestion() {
    CompletableFuture<Answer> first = of("7", "1");
    now = now.plusSeconds(50);
    open.remove().complete(Answer.MEMBER);
    assertThat(first).isCompletedWithValue(Answer.MEMBER);

    now = now.plusSeconds(10);
    of("7", "1");

    assertThat(asked).hasSize(2);
  }

  @Test
  void whoIsNoMemberIsAskedAboutAgainSoon() {
    assertThat(answered(Answer.NO_MEMBER)).isEqualTo(Answer.NO_MEMBER);
    now = now.plusSeconds(4);
    assertThat(answered(Answer.MEMBER)).isEqualTo(Answer.NO_MEMBER);
    now = now.plusSeconds(1);
    assertThat(answered(Answer.MEMBER)).isEqualTo(Answer.MEMBER);
  }

  @Test
  void whatIsUnknownIsAskedAgainAtOnce() {
    assertThat(answered(Answer.UNKNOWN)).isEqualTo(Answer.UNKNOWN);
    assertThat(answered(Answer.MEMBER)).isEqualTo(Answer.MEMBER);
    assertThat(asked).hasSize(2);
  }

  @Test
  void aQuestionThatFailsIsUnknown() {
    CompletableFuture<Answer> told = of("7", "1");
    open.remove().completeExceptionally(new IllegalStateException());

    assertThat(told).isCompletedWithValue(Answer.UNKNOWN);
  }

  @Test
  void manyAtOnceAreOneQuestion() {
    CompletableFuture<Answer> first = of("7", "1");
    CompletableFuture<Answer> second = of("7", "1");
    of("7", "2");
    of("8", "1");

    open.remove().complete(Answer.MEMBER);

    assertThat(first).isCompletedWithValue(Answer.MEMBER);
    assertThat(second).isCompletedWithValue(Answer.MEMBER);
    assertThat(asked).containsExactly("7/1", "7/2", "8/1");
  }

  @Test
  void aChangeEndsWhatWasKept() {
    assertThat(answered(Answer.MEMBER)).isEqualTo(Answer.MEMBER);

    memberships.changed("7", "1");

    assertThat(answered(Answer.NO_MEMBER)).isEqualTo(Answer.NO_MEMBER);
  }

  @Test
  void anAnswerToAQuestionOfBeforeAChangeIsNotKept() {
    CompletableFuture<Answer> before = of("7", "1");
    memberships.changed("7", "1");
    of("7", "1");
    open.remove().complete(Answer.MEMBER);
    open.remove().complete(Answer.NO_MEMBER);

    assertThat(before).isCompletedWithValue(Answer.MEMBER);
    assertThat(of("7", "1")).isCompletedWithValue(Answer.NO_MEMBER);
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ada", "1/../2", "1?x", "-1", "١", "123456789012345678901", "1 "})
  void whatIsNoSnowflakeIsNeverAskedAbout(String id) {
    assertThat(of(id, "1")).isCompletedWithValue(Answer.NO_MEMBER);
    assertThat(of("1", id)).isCompletedWithValue(Answer.NO_MEMBER);
    assertThat(asked).isEmpty();
  }

  @Test
  void noMoreIsKeptThanTenThousand() {
    for (int i = 0; i < 10_001; i++) {
      of("7", "" + i);
      open.remove().complete(Answer.MEMBER);
    }

    of("7", "10000");
    assertThat(asked).hasSize(10_001);
    of("7", "0");
    assertThat(asked).hasSize(10_002);
  }
}
