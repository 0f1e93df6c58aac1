package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.scenario.Snowflake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TriggerCommandTest {
  private static final String DEMO_USER = Scenario.named("demo").demoUser().userId();

  private FakeControlApi server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeControlApi(DEMO_USER);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMessageIsByAMemberInTheFirstChannelOfTheFirstGuild() {
    Run run = trigger("message", "--set", "content=Hi");

    assertThat(events())
        .containsExactly(
            "{\"type\":\"message\",\"guildId\":\"100\",\"userId\":\"32\",\"channelId\":\"11\","
                + "\"content\":\"Hi\"}");
    assertThat(run.out())
        .isEqualTo("ada wrote in #general of Night Owls. Guild subscribers now get message:new.\n");
  }

  @Test
  void whoWhereAndHowOftenCanBeChosen() {
    Run run =
        trigger("message", "--guild", "night owls", "--user", "ADA", "--channel", "#music", "-c2");

    assertThat(server.events())
        .hasSize(2)
        .allSatisfy(
            event -> {
              assertThat(event.path("userId").asText()).isEqualTo("32");
              assertThat(event.path("channelId").asText()).isEqualTo("12");
            });
    assertThat(server.posts()).hasSize(1);
    assertThat(run.out()).startsWith("ada wrote in #music of Night Owls, 2 times.");
  }

  @Test
  void severalTimesAreBySeveralPeopleButNeitherBotsNorWhoWatches() {
    trigger("typing", "--count", "3");

    assertThat(server.events())
        .extracting(event -> event.path("userId").asText())
        .containsExactly("32", "33", "32");
  }

  @Test
  void aRateSpreadsThem() {
    trigger("message", "-c", "3", "--rate", "200");

    assertThat(server.events()).hasSize(3);
    assertThat(server.posts()).hasSizeGreaterThan(1);
  }

  @Test
  void manyAreSentInSeveralRequests() {
    trigger("message", "-c", "1200");

    assertThat(server.posts()).extracting(JsonNode::size).containsExactly(500, 500, 200);
  }

  @Test
  void presenceMovesOnToAnotherStatus() {
    Run run = trigger("presence", "--user", "ada", "-c", "2");

    assertThat(server.events())
        .extracting(event -> event.path("status").asText())
        .containsExactly("dnd", "online");
    assertThat(run.out()).contains("presence:update");
    assertThat(trigger("presence", "--user", "ada").out())
        .startsWith("ada is now dnd in Night Owls");
  }

  @Test
  void severalClientsAreOneArraySoThatJustOneAlertArrives() {
    Run run = trigger("multi-client");

    assertThat(server.posts()).hasSize(1);
    assertThat(server.events())
        .extracting(event -> event.path("platforms").toString())
        .containsExactly("[\"desktop\"]", "[\"desktop\",\"mobile\"]");
    assertThat(run.out())
        .startsWith("ada came on desktop and mobile at once in Night Owls.")
        .contains("alert:multiClient");
  }

  @Test
  void aFieldOfTheLastEventCanBeSet() {
    trigger("multi-client", "--set", "platforms=[\"web\",\"mobile\"]", "--set", "platforms.2=x");

    assertThat(server.events())
        .extracting(event -> event.path("platforms").toString())
        .containsExactly("[\"desktop\"]", "[\"web\",\"mobile\",\"x\"]");
  }

  @Test
  void anIdNeedsNoQuotes() {
    trigger("message", "--set", "channelId=12", "--set", "content=true", "--set", "extra=7");

    assertThat(events())
        .containsExactly(
            "{\"type\":\"message\",\"guildId\":\"100\",\"userId\":\"32\",\"channelId\":\"12\","
                + "\"content\":\"true\",\"extra\":7}");
  }

  @Test
  void aRoleIsAddedThatTheMemberDoesNotHave() {
    Run run = trigger("role", "--user", "ada");

    assertThat(events())
        .containsExactly(
            "{\"type\":\"roles\",\"guildId\":\"100\",\"userId\":\"32\",\"roles\":[\"21\",\"22\"]}");
    assertThat(run.out()).startsWith("ada got the role Dj in Night Owls.").contains("role:change");
  }

  @Test
  void whoHasEveryRoleLosesOneFirst() {
    trigger("role", "--user", "33");

    assertThat(server.posts()).hasSize(1);
    assertThat(server.events())
        .extracting(event -> event.path("roles").toString())
        .containsExactly("[\"22\"]", "[\"22\",\"21\"]");
  }

  @Test
  void rolesGoOnFromTheOnesJustGiven() {
    trigger("role", "--user", "ada", "-c", "2");

    assertThat(server.events())
        .extracting(event -> event.path("roles").toString())
        .containsExactly("[\"21\",\"22\"]", "[\"22\"]", "[\"22\",\"21\"]");
  }

  @Test
  void whoJoinsIsNewAndAsOldAsTheIdSays() {
    trigger("join", "-c", "2");

    assertThat(server.events())
        .extracting(event -> event.path("userId").asText())
        .doesNotHaveDuplicates();
    assertThat(server.events())
        .hasSize(2)
        .allSatisfy(
            event -> {
              Instant createdAt = Instant.parse(event.path("createdAt").asText());
              assertThat(createdAt).isBefore(Run.NOW);
              assertThat(Snowflake.createdAt(event.path("userId").asText())).isEqualTo(createdAt);
              assertThat(event.path("username").asText()).matches("[a-z]+\\d\\d");
              assertThat(event.path("bot").asBoolean(true)).isFalse();
            });
  }

  @Test
  void whoJoinsCanBeChosenUnlessAMemberAlready() {
    trigger("join", "--user", "77");
    assertThat(server.events())
        .extracting(event -> event.path("userId").asText())
        .containsExactly("77");

    assertComplaint("--user: '32' is not someone new", "join", "--user", "32");
    assertComplaint("--count: '2' is not 1", "join", "--user", "78", "-c", "2");
  }

  @Test
  void noMoreCanLeaveThanThereAre() {
    assertThat(trigger("leave", "-c", "2").out()).startsWith("ada and ben[31m left Night Owls");

    assertComplaint("--count: '3' is not so few", "leave", "-c", "3");
  }

  @Test
  void analyticsSaysWhenTheUpdateComes() {
    Run run = trigger("analytics");

    assertThat(server.events())
        .extracting(event -> event.path("type").asText())
        .containsExactly("typing");
    assertThat(run.out()).contains("analytics:update at once, or when the interval is over");
  }

  @Test
  void aBotRaisesNoEvent() {
    assertThat(trigger("message", "--user", "beep").out()).contains("no event of a bot");
  }

  @ParameterizedTest
  @EnumSource(Happening.class)
  void whatIsSaidIsShortAndHasNoControlCharacters(Happening happening) {
    for (String user : List.of("ada", "33")) {
      List<String> arguments = new ArrayList<>(List.of(happening.word()));
      if (happening != Happening.JOIN) {
        arguments.addAll(List.of("--user", user));
      }

      Run run = trigger(arguments.toArray(String[]::new));

      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out().lines())
          .hasSizeLessThanOrEqualTo(2)
          .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
      assertThat(run.out().strip()).doesNotContainPattern("[\\p{Cc}&&[^\n]]");
    }
  }

  @ParameterizedTest
  @EnumSource(Happening.class)
  void jsonTellsWhatWasSent(Happening happening) throws Exception {
    JsonNode report = new ObjectMapper().readTree(trigger(happening.word(), "--json").out());

    assertThat(report.path("event").asText()).isEqualTo(happening.word());
    assertThat(report.path("guildId").asText()).isEqualTo("100");
    assertThat(report.path("accepted").asInt()).isEqualTo(server.events().size());
    assertThat(report.path("events")).hasSameSizeAs(server.events());
    assertThat(report.path("clientsReceive").isArray()).isTrue();
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertComplaint(
        "--guild: 'x' is not a guild of the server; it has Night Owls (100), Early Birds (200)",
        "message",
        "--guild",
        "x");
    assertComplaint("--user: 'x' is not a member of Night Owls", "message", "--user", "x");
    assertComplaint(
        "--channel: 'x' is not a channel of Night Owls; it has general (11), music (12)",
        "message",
        "--channel",
        "x");
    assertComplaint("--set: 'x' is not of the form name=value", "message", "--set", "x");
    assertComplaint(
        "--set platforms.x: 'x' is not a whole number", "multi-client", "--set", "platforms.x=1");
    assertThat(server.posts()).isEmpty();

    Run empty = trigger("message", "--guild", "200");
    assertThat(empty.status()).isEqualTo(1);
    assertThat(empty.err()).startsWith("spywatcher: Early Birds has no members but bots");
  }

  @Test
  void theServersRefusalIsShown() {
    server.refuseEvents(
        "{\"code\": \"bad_event\", \"message\": \"status: x is none\", \"index\": 0}");

    Run run = trigger("presence", "--set", "status=x");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("spywatcher: the server refused: status: x is none (event 0)\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theControlTokenIsGivenAsBearer() {
    server.askFor("sesame");

    assertThat(trigger("message").err())
        .startsWith("spywatcher: " + server.url() + ": no such token; give --control-token");
    assertThat(trigger("message", "--control-token", "sesame").status()).isZero();
    assertThat(
            Run.in(
                    Map.of(
                        "SPYWATCHER_CONTROL_TOKEN",
                        "sesame",
                        "SPYWATCHER_CONTROL_URL",
                        server.url() + "/"),
                    "trigger",
                    "message")
                .status())
        .isZero();
  }

  @Test
  void withoutAServerItSaysHowToStartOne() {
    server.close();

    Run run = trigger("message");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(server.url() + ": no server answers there; start one: ", " serve ");
  }

  @Test
  void aServerThatIsNoControlApiIsSaidToBeNone() {
    Run run = Run.of("trigger", "message", "--control-url", server.url() + "/elsewhere");

    assertThat(run.err()).contains("answered 404; is that the control API?");
  }

  private Run trigger(String... arguments) {
    List<String> all = new ArrayList<>(List.of("trigger"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--control-url", server.url()));
    return Run.of(all.toArray(String[]::new));
  }

  private List<String> events() {
    return server.events().stream().map(JsonNode::toString).toList();
  }

  private void assertComplaint(String complaint, String... arguments) {
    Run run = trigger(arguments);

    assertThat(run.err()).startsWith("spywatcher: " + complaint);
    assertThat(run.status()).isEqualTo(2);
  }
}
