package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.event.EventName;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.WebSocketClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The contract in machine form, as it is served, and the payloads of the server beside it. */
@Timeout(60)
class ContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Set<String> REQUESTS =
      Set.of(
          "subscribe:guild", "unsubscribe:guild", "subscribe:analytics", "unsubscribe:analytics");

  private static Tester tester;
  private static JsonNode document;

  @BeforeAll
  static void startServer() throws Exception {
    tester = new Tester();
    Object yaml =
        new Load(LoadSettings.builder().build()).loadFromString(tester.text("/asyncapi.yaml"));
    document = JSON.valueToTree(yaml);
  }

  @AfterAll
  static void stopServer() {
    tester.close();
  }

  private static List<String> events() {
    List<String> events = new ArrayList<>(EventName.wireNames());
    events.add("error");
    events.addAll(REQUESTS);
    return events;
  }

  private static JsonNode json(String path) throws IOException {
    HttpResponse<String> answer = tester.answer(path);
    assertThat(answer.statusCode()).as("%s", path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static JsonSchema schema(String event) throws IOException {
    return SCHEMAS.getSchema(json("/schemas/" + event + ".json"));
  }

  private static void assertValid(String event, JsonNode payload) throws IOException {
    assertThat(schema(event).validate(payload))
        .as("%s: %s", event, payload)
        .extracting(ValidationMessage::getMessage)
        .isEmpty();
  }

  private static Stream<JsonNode> below(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    all.add(node);
    node.forEach(child -> below(child).forEach(all::add));
    return all.stream();
  }

  @Test
  void everyReferenceOfTheDocumentLeadsSomewhere() {
    List<String> references =
        below(document)
            .filter(node -> node.isObject() && node.has("$ref"))
            .map(node -> node.get("$ref").asText())
            .toList();

    assertThat(references).hasSizeGreaterThan(30);
    for (String reference : references) {
      if (reference.startsWith("#/")) {
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      } else {
        assertThat(tester.answer(reference.substring(1)).statusCode()).as(reference).isEqualTo(200);
      }
    }
  }

  @Test
  void everyEventAndRoomIsInTheDocumentAndNoOther() {
    Set<String> named = new TreeSet<>();
    document.at("/components/messages").forEach(message -> named.add(message.get("name").asText()));

    Set<String> wanted = new TreeSet<>(events());
    wanted.add("acknowledgement");
    assertThat(named).isEqualTo(wanted);
    assertThat(document.at("/channels/guild/address").asText()).isEqualTo("guild:{guildId}");
    assertThat(document.at("/channels/analytics/address").asText())
        .isEqualTo("analytics:{guildId}");
    assertThat(document.at("/channels/guild/messages")).hasSize(5);
    assertThat(document.at("/channels/analytics/messages")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("events")
  void theExamplesOfAnEventAreValidAndWhatIsLessOrMoreIsNot(String event) throws Exception {
    JsonNode schema = json("/schemas/" + event + ".json");

    assertThat(schema.get("$schema").asText()).contains("2020-12");
    assertThat(schema.get("description").asText()).isNotBlank();
    assertThat(schema.get("examples")).isNotEmpty();
    for (JsonNode example : schema.get("examples")) {
      assertValid(event, example);
      if (example.isObject()) {
        List<String> keys = new ArrayList<>();
        example.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
          ObjectNode less = example.deepCopy();
          less.remove(key);
          assertThat(schema(event).validate(less)).as("without %s", key).isNotEmpty();
        }
        ObjectNode more = example.deepCopy();
        more.put("content", "hello");
        assertThat(schema(event).validate(more)).as("with content").isNotEmpty();
      }
    }
  }

  @Test
  void whatTheServerSendsIsValid() throws Exception {
    String guild = tester.announceGuild();
    Map<String, JsonNode> received = new HashMap<>();
    try (WebSocketClient client = tester.subscriber(guild)) {
      client.request("subscribe:analytics", guild);
      client.subscribe(guild);
      for (String event :
          List.of(
              Tester.message(guild),
              Tester.event("typing", guild, "\"channelId\":\"10\""),
              Tester.event("presence", guild, "\"status\":\"dnd\",\"platforms\":[\"web\"]"),
              Tester.event(
                  "presence", guild, "\"status\":\"idle\",\"platforms\":[\"web\",\"mobile\"]"),
              Tester.event("roles", guild, "\"roles\":[]"),
              Tester.event("roles", guild, "\"roles\":[\"20\"]"),
              "{\"type\":\"join\",\"guildId\":\"%s\",\"userId\":\"eve\",\"username\":\"Eve\","
                      .formatted(guild)
                  + "\"createdAt\":\"2024-01-01T00:00:00Z\"}")) {
        assertThat(tester.post("/control/events", event).status()).isEqualTo(202);
      }
      tester.post("/control/clock/advance", "{\"by\":\"30s\"}");
      client.request("subscribe:guild", "elsewhere");
      while (received.size() < EventName.values().length + 1) {
        JsonNode packet = JSON.readTree(client.await("42[").substring(2));
        assertValid(packet.get(0).asText(), packet.get(1));
        received.put(packet.get(0).asText(), packet.get(1));
      }
    }
    assertThat(received.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(EventName.wireNames().stream(), Stream.of("error"))
                .collect(Collectors.toSet()));
  }

  @Test
  void theTypesHaveEveryEventAndField() throws Exception {
    String types = tester.text("/types.d.ts");

    for (String event : events()) {
      assertThat(types).contains("'" + event + "'");
      json("/schemas/" + event + ".json")
          .path("properties")
          .fieldNames()
          .forEachRemaining(field -> assertThat(types).contains("  " + field + ": "));
    }
  }

  @Test
  void thePageHasEveryEventAndNeedsNothingElse() {
    HttpResponse<String> answer = tester.answer("/docs");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(answer.body())
        .startsWith("<!DOCTYPE html>")
        .contains(events())
        .contains("width=device-width")
        .doesNotContainIgnoringCase("<script", "@import", "url(", "src=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schemas/nothing.json",
        "/schemas/message:new",
        "/schemas/.json",
        "/schemas/..%2Fasyncapi.yaml",
        "/schemas/..%2Fschemas%2Ferror.json",
        "/schemas/error.json.json",
        "/schemas/%00.json"
      })
  void anUnknownSchemaIsNotFound(String path) {
    Answer answer = tester.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).startsWith("schema: there is none of that name; give an event's");
  }

  @Test
  void theContractIsNoSecret() throws Exception {
    try (Tester guarded = new Tester(ServerOptions.builder().controlToken("a-control-token"))) {
      for (String path :
          List.of("/asyncapi.yaml", "/types.d.ts", "/docs", "/schemas/message:new.json")) {
        assertThat(guarded.answer(path).statusCode()).as(path).isEqualTo(200);
      }
    }
  }
}
