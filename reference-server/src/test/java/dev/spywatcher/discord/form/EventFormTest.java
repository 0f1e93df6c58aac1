package dev.spywatcher.discord.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventFormTest {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String COMMON =
      "\"guildId\":\"7\",\"userId\":\"1\",\"timestamp\":\"2026-01-31T12:00:00.000Z\"";

  /** Each kind of event, with its text. */
  private static final Map<String, DiscordEvent> KINDS =
      new TreeMap<>(
          Map.of(
              "{\"type\":\"message\",%s,\"channelId\":\"70\",\"content\":\"a \\\"b\\\"\\n\"}",
              new DiscordEvent.Message("7", "1", NOON, "70", "a \"b\"\n"),
              "{\"type\":\"typing\",%s,\"channelId\":\"70\"}",
              new DiscordEvent.Typing("7", "1", NOON, "70"),
              "{\"type\":\"presence\",%s,\"status\":\"dnd\",\"platforms\":[\"desktop\",\"web\"]}",
              new DiscordEvent.Presence(
                  "7", "1", NOON, PresenceStatus.DND, Set.of(Platform.WEB, Platform.DESKTOP)),
              "{\"type\":\"roles\",%s,\"roles\":[\"30\",\"20\"]}",
              new DiscordEvent.Roles("7", "1", NOON, List.of("30", "20")),
              "{\"type\":\"join\",%s,\"username\":\"ada\","
                  + "\"createdAt\":\"2020-02-29T23:59:59.120Z\",\"bot\":true}",
              new DiscordEvent.Join(
                  "7", "1", NOON, "ada", Instant.parse("2020-02-29T23:59:59.12Z"), true),
              "{\"type\":\"leave\",%s}",
              new DiscordEvent.Leave("7", "1", NOON)));

  static Set<Map.Entry<String, DiscordEvent>> kinds() {
    return KINDS.entrySet();
  }

  @Test
  void theListOfKindsIsWhole() {
    assertThat(KINDS.values().stream().map(event -> (Object) event.getClass()))
        .containsExactlyInAnyOrder((Object[]) DiscordEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anEventIsWrittenInOneFormAndReadBackTheSame(Map.Entry<String, DiscordEvent> kind)
      throws Exception {
    String text = kind.getKey().formatted(COMMON);

    assertThat(written(kind.getValue())).isEqualTo(text);
    assertThat(read(text)).isEqualTo(kind.getValue());
  }

  @Test
  void theOrderOfFieldsDoesNotMatter() throws Exception {
    assertThat(read("{\"channelId\":\"70\"," + COMMON + ",\"content\":null,\"type\":\"message\"}"))
        .isEqualTo(new DiscordEvent.Message("7", "1", NOON, "70", ""));
  }

  @Test
  void anEventWithoutATimeNeedsOneFromElsewhere() throws Exception {
    String text = "{\"type\":\"leave\",\"guildId\":\"7\",\"userId\":\"1\"}";
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      assertThat(EventForm.read(parser, NOON)).isEqualTo(new DiscordEvent.Leave("7", "1", NOON));
    }
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FormException.class)
        .hasMessage("timestamp: is missing; give a time such as 2026-01-31T12:00:00Z");
  }

  @Test
  void aFieldOfAnotherTypeIsRefused() {
    assertThatThrownBy(
            () -> read("{\"type\":\"typing\"," + COMMON + ",\"channelId\":\"7\",\"bot\":true}"))
        .hasMessage(
            "bot: is not a field here; known are channelId, guildId, timestamp, type, userId");
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.100Z",
    "2026-01-31T12:00:00.123456Z, 2026-01-31T12:00:00.123456Z",
    "2026-01-31T12:00:00.000000001Z, 2026-01-31T12:00:00.000000001Z",
    "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
  })
  void aTimeIsWrittenWithAsManyDigitsAsItNeeds(String time, String text) throws Exception {
    DiscordEvent event = new DiscordEvent.Leave("7", "1", Instant.parse(time));

    assertThat(written(event)).contains("\"timestamp\":\"" + text + "\"");
    assertThat(read(written(event))).isEqualTo(event);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T14:00:00+02:00, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500Z"
  })
  void otherFormsOfTheSameTimeAreRead(String text, Instant time) {
    assertThat(IsoTime.read(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "2026-01-31",
    "2026-02-29T12:00:00Z",
    "2026-13-01T12:00:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T12:60:00Z",
    "2026-01-31T12:00:60Z",
    "2026-01-31T12:00:00.0000000001Z",
    "1969-12-31T23:59:59Z",
    "٢٠٢٦-01-31T12:00:00Z"
  })
  void whatIsNoTimeIsNotRead(String text) {
    assertThat(IsoTime.read(text)).isNull();
  }

  private static String written(DiscordEvent event) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new EventForm(json).write(event);
    }
    return text.toString();
  }

  private static DiscordEvent read(String text) throws IOException, FormException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return EventForm.read(parser, null);
    }
  }
}
