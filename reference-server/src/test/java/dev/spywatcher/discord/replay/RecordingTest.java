package dev.spywatcher.discord.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final RecordingHeader HEADER =
      new RecordingHeader(
          "demo",
          42L,
          List.of(
              new GuildDefinition(
                  "7",
                  "Lab 🧪 \ud83d",
                  List.of(new GuildDefinition.Channel("70", "general")),
                  List.of(new GuildDefinition.Role("77", "מנהל")),
                  List.of(
                      new GuildDefinition.Member(
                          "1", "ada\u0000\n", NOON, false, List.of("77"))))));

  private static final String FIRST_LINE =
      "{\"format\":\"spywatcher-events\",\"version\":1,\"guilds\":[]}\n";

  @Test
  void whatIsWrittenIsReadBackTheSame() throws Exception {
    List<DiscordEvent> events = typing(1000);

    byte[] file = file(HEADER, events);

    try (RecordingReader reader = reader(file, false)) {
      assertThat(reader.header()).isEqualTo(HEADER);
      assertThat(rest(reader)).isEqualTo(events);
      assertThat(reader.line()).isEqualTo(1001);
      assertThat(reader.leftOut()).isZero();
    }
    try (RecordingReader reader = reader(gzip(file), false)) {
      assertThat(reader.header()).isEqualTo(HEADER);
      assertThat(rest(reader)).isEqualTo(events);
    }
  }

  @Test
  void theBytesAreTheSameInEveryLocaleAndTimeZone() throws Exception {
    List<DiscordEvent> events = typing(3);
    byte[] here = file(HEADER, events);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      assertThat(file(HEADER, events)).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(new String(here, UTF_8))
        .startsWith("{\"format\":\"spywatcher-events\",\"version\":1,\"scenario\":\"demo\",")
        .contains("Lab 🧪")
        .endsWith("\"channelId\":\"70\"}\n");
  }

  @Test
  void linesOfSeveralWritersMayBePutTogether() throws Exception {
    List<DiscordEvent> events = typing(20);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    try (RecordingWriter writer = new RecordingWriter(parts)) {
      writer.header(HEADER);
    }
    for (int from = 0; from < 20; from += 5) {
      try (RecordingWriter writer = new RecordingWriter(parts)) {
        for (DiscordEvent event : events.subList(from, from + 5)) {
          writer.event(event);
        }
      }
    }
    assertThat(parts.toByteArray()).isEqualTo(file(HEADER, events));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | is not JSON, column",
        "{\"type\":\"typing\" | ends in the middle",
        "7 | event: 7 is not an object",
        "{\"type\":\"poke\",GUILD} | type: \"poke\" is not one of",
        "{\"type\":\"typing\",GUILD} | channelId: is missing; give a Discord id",
        "{\"type\":\"typing\",GUILD,\"channelId\":70} | channelId: 70 is not an id",
        "{\"type\":\"roles\",GUILD,\"roles\":[\"1\",{}]} | roles[1]: {} is not an id",
        "{\"type\":\"leave\",GUILD} {} | goes on after its end",
        "{\"type\":\"leave\",\"guildId\":\"7\",\"userId\":\"1\"} | timestamp: is missing",
      })
  void aDamagedLineIsNamedOrLeftOut(String line, String problem) throws Exception {
    String good = "{\"type\":\"leave\",GUILD}\n";
    byte[] file = text(good + good + line + "\n\n" + good);

    try (RecordingReader strict = reader(file, false)) {
      strict.next();
      strict.next();
      assertThatThrownBy(strict::next)
          .isInstanceOf(DamagedRecordingException.class)
          .hasMessageStartingWith("line 4: ")
          .hasMessageContaining(problem);
    }
    try (RecordingReader lenient = reader(file, true)) {
      assertThat(rest(lenient)).hasSize(3);
      assertThat(lenient.leftOut()).isEqualTo(1);
      assertThat(lenient.firstDamage()).hasMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is no header of a file of events: line: nothing is not an object",
        "hello | is no header of a file of events: is not JSON, column",
        "[] | line: [] is not an object",
        "{} | format: is not \"spywatcher-events\"",
        "{\"type\":\"leave\"} | format: is not \"spywatcher-events\"",
        "{\"format\":\"spywatcher-events\",\"version\":2,\"guilds\":7} | version: 2 is not 1",
        "{\"format\":\"spywatcher-events\"} | version: is missing",
        "{\"format\":\"spywatcher-events\",\"version\":1,\"seed\":1.5} | seed: 1.5 is not a whole",
        "{\"format\":\"spywatcher-events\",\"version\":1,\"guilds\":[{}]} | guilds[0].id: is missing",
        "{\"format\":\"spywatcher-events\",\"version\":1,\"x\":1} | x: is not a field here",
        "{\"format\":\"spywatcher-events\",\"version\":1 | ends in the middle",
        "{\"format\":\"spywatcher-events\",\"version\":1} {} | goes on after the header",
      })
  void aHeaderThatIsNoneIsRefusedEvenLeniently(String line, String problem) {
    for (boolean lenient : new boolean[] {false, true}) {
      assertThatThrownBy(() -> reader(line.getBytes(UTF_8), lenient))
          .isInstanceOf(DamagedRecordingException.class)
          .hasMessageStartingWith("line 1: ")
          .hasMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000, 5000})
  void aTruncatedArchiveIsSaidAfterItsWholeLines(int missing) throws Exception {
    byte[] whole = gzip(file(HEADER, typing(20_000)));
    byte[] cut = Arrays.copyOf(whole, whole.length - missing);

    List<DiscordEvent> read = new ArrayList<>();
    try (RecordingReader strict = reader(cut, false)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  read.add(java.util.Objects.requireNonNull(strict.next()));
                }
              })
          .isInstanceOf(DamagedRecordingException.class)
          .hasMessageStartingWith("line " + (read.size() + 2) + ": the compressed data ends");
    }
    assertThat(read).isEqualTo(typing(20_000).subList(0, read.size()));
    try (RecordingReader lenient = reader(cut, true)) {
      assertThat(rest(lenient)).hasSameSizeAs(read);
      assertThat(lenient.leftOut()).isEqualTo(1);
    }
  }

  @Test
  void anArchiveOfNothingIsRefused() {
    for (byte[] begun : new byte[][] {{0x1F, (byte) 0x8B}, {0x1F, (byte) 0x8B, 0, 0, 0, 0, 0}}) {
      assertThatThrownBy(() -> reader(begun, true))
          .isInstanceOf(DamagedRecordingException.class)
          .hasMessageStartingWith("line 1: the compressed data ends or breaks here");
    }
  }

  @Test
  void aBrokenArchiveEndsWhereItIsBroken() throws Exception {
    byte[] broken = gzip(file(HEADER, typing(20_000)));
    Arrays.fill(broken, broken.length / 2, broken.length / 2 + 64, (byte) 0xFF);

    try (RecordingReader lenient = reader(broken, true)) {
      assertThat(rest(lenient)).hasSizeBetween(1, 19_999);
      assertThat(lenient.leftOut()).isPositive();
    }
  }

  @Test
  void aLineOfAnyLengthDisturbsNoOther() throws Exception {
    String good = "{\"type\":\"leave\",GUILD}\n";
    String message =
        "{\"type\":\"message\",GUILD,\"channelId\":\"70\",\"content\":\"" + "x".repeat(3_000_000);
    byte[] file = text(good + message + "\"}\n" + good);

    try (RecordingReader lenient =
        new RecordingReader(new ByteArrayInputStream(file), true, 1_000_000)) {
      assertThat(rest(lenient)).hasSize(2);
      assertThat(lenient.firstDamage()).hasMessage("line 3: is longer than a line may be");
    }
  }

  @Test
  void aGuildAnnouncedLaterStandsBetweenTheEvents() throws Exception {
    GuildDefinition guild = HEADER.guilds().get(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordingWriter writer = new RecordingWriter(bytes)) {
      writer.header(new RecordingHeader(null, null, List.of()));
      writer.event(typing(1).get(0));
      writer.guild(guild);
      writer.event(typing(1).get(0));
    }
    List<GuildDefinition> announced = new ArrayList<>();
    try (RecordingReader reader = reader(bytes.toByteArray(), false)) {
      assertThat(reader.next(announced::add)).isNotNull();
      assertThat(announced).isEmpty();
      assertThat(reader.next(announced::add)).isNotNull();
      assertThat(announced).containsExactly(guild);
      assertThat(reader.next(announced::add)).isNull();
    }
  }

  @Test
  void theLastLineNeedsNoLineFeed() throws Exception {
    byte[] file = text("{\"type\":\"leave\",GUILD}\r\n{\"type\":\"leave\",GUILD}");

    try (RecordingReader strict = reader(file, false)) {
      assertThat(rest(strict)).hasSize(2);
    }
  }

  @Test
  void itReadsOneByteAtATimeAsWell() throws Exception {
    List<DiscordEvent> events = typing(50);
    InputStream trickle =
        new ByteArrayInputStream(file(HEADER, events)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };
    try (RecordingReader reader = new RecordingReader(trickle, false)) {
      assertThat(reader.header()).isEqualTo(HEADER);
      assertThat(rest(reader)).isEqualTo(events);
    }
  }

  private static byte[] text(String lines) {
    String common = "\"guildId\":\"7\",\"userId\":\"1\",\"timestamp\":\"2026-01-31T12:00:00.000Z\"";
    return (FIRST_LINE + lines.replace("GUILD", common)).getBytes(UTF_8);
  }

  private static List<DiscordEvent> typing(int count) {
    List<DiscordEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(new DiscordEvent.Typing("7", "" + i * 7919L, NOON.plusNanos(i * 999_999L), "70"));
    }
    return events;
  }

  private static byte[] file(RecordingHeader header, List<DiscordEvent> events) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordingWriter writer = new RecordingWriter(bytes)) {
      writer.header(header);
      for (DiscordEvent event : events) {
        writer.event(event);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(file);
    }
    return bytes.toByteArray();
  }

  private static RecordingReader reader(byte[] file, boolean lenient) throws IOException {
    return new RecordingReader(new ByteArrayInputStream(file), lenient);
  }

  private static List<DiscordEvent> rest(RecordingReader reader) throws IOException {
    List<DiscordEvent> events = new ArrayList<>();
    DiscordEvent event = reader.next();
    while (event != null) {
      events.add(event);
      event = reader.next();
    }
    return events;
  }
}
