package dev.spywatcher.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.journal.Entry;
import dev.spywatcher.junit.SpyWatcher;
import dev.spywatcher.junit.SpyWatcherServer;
import dev.spywatcher.scenario.BuiltInScenarios;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios in tests of a client: found on the class path, played as time is advanced. */
@Timeout(60)
class ScenarioForTestsTest {

  private static final String BEGINNING = "2026-03-02T08:00:00Z";

  @TempDir private Path folder;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: latncy, at: 1s | name: 'latncy' is no fault; nearest: latency;",
        "name: reorder, at: 1s, with: {by: soon} | with.by: \"soon\" is not a duration such as",
        "name: close, at: 1s, with: {code: 7} | with.code: 7 is not a close code",
      })
  void aWrongFaultOfAFileIsTold(String fault, String told) throws Exception {
    Path file = file(fault);

    assertThatThrownBy(() -> SpyWatcherServer.start(file.toString(), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file + ":27: faults[0]." + told);
  }

  @Test
  void aFaultOfAFileStrikesAtItsTimeAndOneOfTheFakeDiscordIsLeftOut() throws Exception {
    String file = file("name: refuse-handshake, at: 1s}\n  - {name: close, at: 1s").toString();
    try (SpyWatcherServer server = SpyWatcherServer.start(file, 7)) {
      assertThat(status(server)).isEqualTo(200);

      server.advance(Duration.ofSeconds(1));

      assertThat(status(server)).isEqualTo(429);
    }
  }

  private static int status(SpyWatcherServer server) throws Exception {
    URI handshake = server.url().resolve("/socket.io/?EIO=4&transport=polling");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(handshake).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private Path file(String fault) throws IOException {
    return Files.writeString(
        folder.resolve("mine.yaml"),
        BuiltInScenarios.text("quiet") + "faults:\n  - {" + fault + "}\n");
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
