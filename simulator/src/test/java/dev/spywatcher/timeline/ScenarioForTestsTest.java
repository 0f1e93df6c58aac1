package dev.spywatcher.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.journal.Entry;
import dev.spywatcher.junit.SpyWatcher;
import dev.spywatcher.junit.SpyWatcherServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scenarios in tests of a client: found on the class path, played as time is advanced. */
@Timeout(60)
class ScenarioForTestsTest {

  private static final String BEGINNING = "2026-03-02T08:00:00Z";

  private static List<String> sentIn(SpyWatcherServer server, Duration time) {
    server.advance(time);
    return server.messages().stream().filter(Entry::sent).map(Entry::payload).toList();
  }

  @Test
  void aScenarioPlaysAsTimeIsAdvancedAndTheSameSeedPlaysTheSame(
      @SpyWatcher(scenario = "demo", seed = 7, startsAt = BEGINNING) SpyWatcherServer one,
      @SpyWatcher(scenario = "demo", seed = 7, startsAt = BEGINNING) SpyWatcherServer same,
      @SpyWatcher(scenario = "demo", seed = 8, startsAt = BEGINNING) SpyWatcherServer other) {
    assertThat(one.messages()).isEmpty();

    List<String> sent = sentIn(one, Duration.ofMinutes(1));

    assertThat(sent).hasSizeGreaterThan(50);
    assertThat(sentIn(same, Duration.ofMinutes(1))).isEqualTo(sent);
    assertThat(sentIn(other, Duration.ofMinutes(1))).isNotEqualTo(sent);
  }

  @Test
  void theGuildsAreThereFromTheStart(@SpyWatcher(scenario = "quiet") SpyWatcherServer server) {
    assertThat(server.guilds()).isNotEmpty().extracting(Guild::name).doesNotHaveDuplicates();
    assertThat(server.guilds().get(0).members()).isNotEmpty();
  }

  @Test
  void anUnknownScenarioIsTold() {
    assertThatThrownBy(() -> SpyWatcherServer.start("queit", 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("queit")
        .hasMessageContaining("quiet");
  }

  @Test
  void aServerWithAScenarioStartsWithinThreeHundredMilliseconds() {
    SpyWatcherServer.start("quiet", 7).close();
    long[] millis =
        IntStream.range(0, 10)
            .mapToLong(
                seed -> {
                  long begun = System.nanoTime();
                  SpyWatcherServer started = SpyWatcherServer.start("quiet", seed);
                  long taken = Duration.ofNanos(System.nanoTime() - begun).toMillis();
                  started.close();
                  return taken;
                })
            .sorted()
            .toArray();

    // Others may have the machine; the quickest of ten says what a start takes.
    assertThat(millis[0]).as("ms, sorted: %s", millis).isLessThan(300);
  }
}
