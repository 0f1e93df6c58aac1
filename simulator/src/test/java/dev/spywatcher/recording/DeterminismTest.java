package dev.spywatcher.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.recording.PlayRecording.Part;
import dev.spywatcher.recording.PlayRecording.Summary;
import dev.spywatcher.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeterminismTest {

  private static final Duration ANY = Duration.ofDays(36_500);

  /** Of the first 20,000 events with the header, seed 42. */
  private static final Map<String, String> HASHES =
      Map.ofEntries(
          Map.entry("bad-day", "40d53e902bf868d1b8aed3563e93f62eaeb282293b24cd39b5216218e005649c"),
          Map.entry("demo", "ad1fed340bffbaf28878141552ccc6ee5ee46882b3c9c584950cf9a06bdf1858"),
          Map.entry("busy", "96a4c059e3d0ef90a63ef9fec1bba6701402128c4744d4db12dae8c2ada88f7d"),
          Map.entry(
              "ghost-town", "b3081d097f9dde8fbb99b68177b57ad7488e20897cfb4f3b459c32f27a4f0cc6"),
          Map.entry("huge", "a8447b817b9f54a19e29483a0ef520308d39da8c8ff94e2d506a2b40511d3eb9"),
          Map.entry(
              "multi-client", "0c3bbe8ab9826c493eab735603bf5437f37546956509a46df30a0de806e8cba4"),
          Map.entry("quiet", "bce10f60d89a4d11ce791362e43a0eb410de44416a64bcdf34ce4a48e690bd40"),
          Map.entry("raid", "6b16f0efa0a13706cf8e9ca7cb7bf8c5f582ccdf97d57fde4eefd6d1c2e15e4c"),
          Map.entry(
              "throttle-stress",
              "a71df893c6278e29ea54134429e3c0e1af3e8efdb137092789a0cc0d497e53f8"));

  private static Summary summary(String name, long seed, long events, int threads)
      throws Exception {
    return new PlayRecording(Scenario.named(name), seed)
        .write(new Part(0, events, ANY), threads, OutputStream.nullOutputStream());
  }

  private static byte[] written(PlayRecording recording, long from, long events, int threads)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Summary summary = recording.write(new Part(from, events, ANY), threads, out);
    assertThat(summary.events()).isEqualTo(events);
    assertThat(summary.bytes()).isEqualTo(out.size());
    return out.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.scenario.Scenario#names")
  void theBytesAreTheKnownOnes(String name) throws Exception {
    assertThat(summary(name, 42, 20_000, 1).sha256()).as(name).isEqualTo(HASHES.get(name));
  }

  @Test
  void neitherLocaleNorTimeZoneNorThreadsMakeADifference() throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (String[] place :
          new String[][] {
            {"ar-SA-u-nu-arab-ca-islamic", "Asia/Kathmandu"},
            {"tr-TR", "Pacific/Apia"},
            {"th-TH-u-ca-buddhist-nu-thai", "America/St_Johns"}
          }) {
        Locale.setDefault(Locale.forLanguageTag(place[0]));
        TimeZone.setDefault(TimeZone.getTimeZone(place[1]));
        for (int threads : new int[] {1, 2, 5}) {
          assertThat(summary("busy", 42, 20_000, threads).sha256())
              .as("%s, %s, %s threads", place[0], place[1], threads)
              .isEqualTo(HASHES.get("busy"));
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void anotherSeedGivesOtherBytes() throws Exception {
    assertThat(summary("demo", 43, 20_000, 1).sha256()).isNotEqualTo(HASHES.get("demo"));
  }

  @ParameterizedTest
  @MethodSource("dev.spywatcher.recording.EventLinesTest#smallScenarios")
  void partsThatFollowOnEachOtherAreTheWhole(String name) throws Exception {
    PlayRecording recording = new PlayRecording(Scenario.named(name), 5);
    byte[] whole = written(recording, 0, 10_000, 1);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    Random random = new Random(3);
    long from = 0;
    while (from < 10_000) {
      long events = Math.min(10_000 - from, 1 + random.nextInt(1_500));
      parts.write(written(recording, from, events, 1 + random.nextInt(3)));
      from += events;
    }

    assertThat(parts.toByteArray()).isEqualTo(whole);
  }

  @Test
  void aPartEndsWhereItsTimeDoes() throws Exception {
    PlayRecording recording = new PlayRecording(Scenario.named("demo"), 42);
    Part minute = new Part(0, Long.MAX_VALUE, Duration.ofMinutes(1));

    Summary summary = recording.write(minute, 1, OutputStream.nullOutputStream());

    assertThat(summary.events()).isBetween(400L, 1_100L);
    assertThat(summary.last()).isBetween(Duration.ofSeconds(55), Duration.ofMinutes(1));
    assertThat(summary("demo", 42, summary.events(), 1).sha256()).isEqualTo(summary.sha256());
  }

  @Test
  void aPositionFarAwayIsReachedWithoutMakingWhatComesBefore() throws Exception {
    PlayRecording recording = new PlayRecording(Scenario.named("demo"), 42);
    long begun = System.nanoTime();

    byte[] alone = written(recording, 10_000_000_000L, 3, 1);

    // Made one after the other, they would take hours.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(new String(alone, UTF_8).lines()).hasSize(3);
    assertThat(new String(alone, UTF_8)).contains("\"timestamp\":\"205");
  }

  @Test
  void beyondAHundredYearsThereIsNothing() throws Exception {
    PlayRecording recording = new PlayRecording(Scenario.named("demo"), 42);

    assertThat(written(recording, 1_000_000_000_000_000L, 0, 1)).isEmpty();
  }
}
