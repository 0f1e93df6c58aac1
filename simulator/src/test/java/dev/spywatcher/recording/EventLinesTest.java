package dev.spywatcher.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.replay.RecordingHeader;
import dev.spywatcher.discord.replay.RecordingReader;
import dev.spywatcher.discord.replay.RecordingWriter;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Population;
import dev.spywatcher.recording.PlayRecording.Part;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventLinesTest {

  private static final int EVENTS = 20_000;

  static Stream<String> smallScenarios() {
    return Scenario.names().stream().filter(name -> !name.equals("huge"));
  }

  private static DiscordEvent stamped(TimedEvent event, Instant begins) {
    return event.at(begins.plusMillis(event.nanos() / 1_000_000));
  }

  private static byte[] fast(Scenario scenario) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PlayRecording(scenario, 7).write(new Part(0, EVENTS, Duration.ofDays(1_000)), 1, out);
    return out.toByteArray();
  }

  private static Iterator<TimedEvent> events(Scenario scenario, Population population) {
    return Traffic.of(population, 7, new PlayTime(scenario.begins(), 1)).events();
  }

  private static List<String> lines(byte[] bytes) {
    assertThat(bytes).endsWith((byte) '\n');
    return new String(bytes, UTF_8).lines().toList();
  }

  @ParameterizedTest
  @MethodSource("smallScenarios")
  void aPlayIsWrittenByteForByteAsARecordingIs(String name) throws Exception {
    Scenario scenario = Scenario.named(name);
    Population population = Population.of(scenario, 7);
    Iterator<TimedEvent> events = events(scenario, population);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Set<Class<?>> kinds = new HashSet<>();
    try (RecordingWriter writer = new RecordingWriter(expected)) {
      writer.header(
          new RecordingHeader(
              name, 7L, population.crowds().stream().map(Crowd::definition).toList()));
      for (int i = 0; i < EVENTS; i++) {
        DiscordEvent event = stamped(events.next(), scenario.begins());
        kinds.add(event.getClass());
        writer.event(event);
      }
    }

    byte[] written = fast(scenario);

    assertThat(lines(written)).isEqualTo(lines(expected.toByteArray()));
    assertThat(written).isEqualTo(expected.toByteArray());
    if (name.equals("demo")) {
      assertThat(kinds).hasSize(DiscordEvent.class.getPermittedSubclasses().length);
    }
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Scenario scenario = Scenario.named("demo");
    Population population = Population.of(scenario, 7);
    Iterator<TimedEvent> events = events(scenario, population);

    try (RecordingReader reader =
        new RecordingReader(new ByteArrayInputStream(fast(scenario)), false)) {
      assertThat(reader.header().guilds())
          .isEqualTo(population.crowds().stream().map(Crowd::definition).toList());
      for (int i = 0; i < EVENTS; i++) {
        assertThat(reader.next()).isEqualTo(stamped(events.next(), scenario.begins()));
      }
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void numbersAreWrittenInDecimal() {
    ByteText text = new ByteText(1);
    StringBuilder expected = new StringBuilder();
    for (long number = 1; number > 0; number = number * 3 + 1) {
      for (long near = number - 1; near <= number + 1; near++) {
        text.addNumber(near).add(' ');
        expected.append(near).append(' ');
      }
    }
    for (long power = 1; power < Long.MAX_VALUE / 10; power *= 10) {
      text.addNumber(power - 1).add(' ').addNumber(power).add(' ');
      expected.append(power - 1).append(' ').append(power).append(' ');
    }
    text.addNumber(Long.MAX_VALUE);
    expected.append(Long.MAX_VALUE);

    assertThat(new String(text.copy(), UTF_8)).isEqualTo(expected.toString());
  }

  @Test
  void textsAreEscapedAsJsonAsks() {
    String text = "a\"b\\c\b\t\n\f\r\u0001\u001f/é\u07ff\u0800日\uffff🏔️\u007f";

    assertThat(new String(new ByteText(1).addEscaped(text).copy(), UTF_8))
        .isEqualTo("a\\\"b\\\\c\\b\\t\\n\\f\\r\\u0001\\u001F/é\u07ff\u0800日\uffff🏔️\u007f");
  }

  @Test
  void timesAreInUtcWithMilliseconds() {
    ByteTime time = new ByteTime();
    ByteText text = new ByteText(1);
    for (String instant :
        List.of(
            "2026-03-02T23:59:59.999Z",
            "2026-03-03T00:00:00.000Z",
            "1970-01-01T00:00:00.001Z",
            "1969-12-31T23:59:59.900Z",
            "9999-12-31T10:07:03.040Z")) {
      text.clear();
      time.add(Instant.parse(instant).toEpochMilli(), text);
      assertThat(new String(text.copy(), UTF_8)).isEqualTo(instant);
    }
  }

  @Test
  void everyDayHasItsDate() {
    ByteTime time = new ByteTime();
    ByteText text = new ByteText(1);
    for (LocalDate day = LocalDate.of(1960, 1, 1); day.getYear() < 2410; day = day.plusDays(1)) {
      text.clear();
      time.add(day.toEpochDay() * 86_400_000, text);
      assertThat(new String(text.copy(), UTF_8)).isEqualTo(day + "T00:00:00.000Z");
    }
  }
}
