package dev.spywatcher.features.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadSchemasTest {
  private static final String TIME = "'timestamp':'2026-01-01T00:00:00.123Z'";
  private static final String USER = "'userId':'10','username':'ann',";

  private static final Map<String, String> GOOD =
      Map.of(
          "message:new", "{" + USER + "'channelId':'20','channelName':'general'," + TIME + "}",
          "alert:multiClient", "{" + USER + "'platforms':['web','desktop']," + TIME + "}",
          "presence:update", "{" + USER + "'status':'dnd'," + TIME + "}",
          "role:change", "{" + USER + "'addedRoles':['Pilot']," + TIME + "}",
          "user:join", "{" + USER + "'accountAgeDays':0," + TIME + "}",
          "analytics:update",
              "{'guildId':'30','data':{'ghosts':[{"
                  + USER
                  + "'ghostScore':0.25}],'lurkers':[{"
                  + USER
                  + "'lurkerScore':1,'channelCount':0}],'channelDiversity':[{"
                  + USER
                  + "'channelCount':2}],"
                  + TIME
                  + "},"
                  + TIME
                  + "}",
          "error", "{'message':'Invalid guild ID'}");

  static List<String> events() {
    return PayloadSchemas.EVENTS.stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("events")
  void aPayloadAsDocumentedHasNoFault(String event) {
    assertThat(PayloadSchemas.faults(event, List.of(good(event)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void aKeyTooManyIsAFault(String event) {
    ObjectNode payload = good(event);
    payload.put("content", "secret");
    assertThat(PayloadSchemas.faults(event, List.of(payload))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("events")
  void aMissingKeyIsAFault(String event) {
    good(event)
        .fieldNames()
        .forEachRemaining(
            key -> {
              ObjectNode payload = good(event);
              payload.remove(key);
              assertThat(PayloadSchemas.faults(event, List.of(payload)))
                  .as("%s without %s", event, key)
                  .isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "presence:update, status, invisible",
    "presence:update, timestamp, 2026-01-01T00:00:00+00:00",
    "presence:update, timestamp, yesterday",
    "user:join, accountAgeDays, -1",
    "user:join, accountAgeDays, 1.5",
    "user:join, accountAgeDays, '\"1\"'",
    "alert:multiClient, platforms, '[\"web\"]'",
    "alert:multiClient, platforms, '[\"web\",\"web\"]'",
    "role:change, addedRoles, '[]'",
    "message:new, userId, 10",
    "error, message, ''",
  })
  void aValueThatIsNotDocumentedIsAFault(String event, String key, String value) {
    ObjectNode payload = good(event);
    payload.set(key, json(value.matches("[-\\d.]+|[\\[\"].*") ? value : '"' + value + '"'));
    assertThat(PayloadSchemas.faults(event, List.of(payload))).isNotEmpty();
  }

  @Test
  void aKeyTooManyInARowIsAFault() {
    ObjectNode payload = good("analytics:update");
    ((ObjectNode) payload.path("data").path("ghosts").get(0)).put("messages", 3);
    assertThat(PayloadSchemas.faults("analytics:update", List.of(payload))).isNotEmpty();
  }

  @Test
  void anUnknownEventAndASecondArgumentAreFaults() {
    JsonNode error = good("error");
    assertThat(PayloadSchemas.faults("hello", List.of(error))).isNotEmpty();
    assertThat(PayloadSchemas.faults("error", List.of(error, error))).isNotEmpty();
    assertThat(PayloadSchemas.faults("error", List.of())).isNotEmpty();
  }

  private static ObjectNode good(String event) {
    return (ObjectNode) json(GOOD.getOrDefault(event, "").replace('\'', '"'));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
