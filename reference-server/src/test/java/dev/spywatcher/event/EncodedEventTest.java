package dev.spywatcher.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import dev.spywatcher.event.ServerEvent.MessageNew;
import dev.spywatcher.event.ServerEvent.MultiClientAlert;
import dev.spywatcher.event.ServerEvent.PresenceUpdate;
import dev.spywatcher.event.ServerEvent.RoleChange;
import dev.spywatcher.event.ServerEvent.UserJoin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented keys in the documented order, and nothing else (EVT-1 to EVT-5, ANA-1). */
class EncodedEventTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  /** A kind of event with the payload that the API document shows for it. */
  private record Example(ServerEvent event, EventName name, String payload) {
    @Override
    public String toString() {
      return name.wire();
    }
  }

  static List<Example> examples() {
    return List.of(
        new Example(
            new MessageNew("900", "42", "ada", "7", "general", NOON),
            EventName.MESSAGE_NEW,
            """
            {"userId":"42","username":"ada","channelId":"7","channelName":"general",\
            "timestamp":"2026-01-31T12:00:00.000Z"}"""),
        new Example(
            new MultiClientAlert("900", "42", "ada", List.of("desktop", "mobile"), NOON),
            EventName.MULTI_CLIENT_ALERT,
            """
            {"userId":"42","username":"ada","platforms":["desktop","mobile"],\
            "timestamp":"2026-01-31T12:00:00.000Z"}"""),
        new Example(
            new PresenceUpdate("900", "42", "ada", "dnd", NOON),
            EventName.PRESENCE_UPDATE,
            """
            {"userId":"42","username":"ada","status":"dnd",\
            "timestamp":"2026-01-31T12:00:00.000Z"}"""),
        new Example(
            new RoleChange("900", "42", "ada", List.of("Moderator", "VIP"), NOON),
            EventName.ROLE_CHANGE,
            """
            {"userId":"42","username":"ada","addedRoles":["Moderator","VIP"],\
            "timestamp":"2026-01-31T12:00:00.000Z"}"""),
        new Example(
            new UserJoin("900", "42", "ada", 365, NOON),
            EventName.USER_JOIN,
            """
            {"userId":"42","username":"ada","accountAgeDays":365,\
            "timestamp":"2026-01-31T12:00:00.000Z"}"""),
        new Example(
            new AnalyticsUpdate(
                "900",
                List.of(new AnalyticsUpdate.Ghost("1", "casper", 2.5)),
                List.of(new AnalyticsUpdate.Lurker("2", "lea", 0.2, 3)),
                List.of(new AnalyticsUpdate.ChannelDiversity("3", "dora", 4)),
                NOON),
            EventName.ANALYTICS_UPDATE,
            """
            {"guildId":"900","data":{\
            "ghosts":[{"userId":"1","username":"casper","ghostScore":2.5}],\
            "lurkers":[{"userId":"2","username":"lea","lurkerScore":0.2,"channelCount":3}],\
            "channelDiversity":[{"userId":"3","username":"dora","channelCount":4}],\
            "timestamp":"2026-01-31T12:00:00.000Z"},\
            "timestamp":"2026-01-31T12:00:00.000Z"}"""));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasExactlyTheDocumentedPayload(Example example) {
    assertThat(EncodedEvent.of(example.event()).payload()).isEqualTo(example.payload());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isNamedAndAddressed(Example example) {
    EncodedEvent encoded = EncodedEvent.of(example.event());

    assertThat(encoded.name()).isEqualTo(example.name());
    assertThat(encoded.guildId()).isEqualTo("900");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isFramedAsASocketIoEventPacket(Example example) {
    DecodedFrame frame = DecodedFrame.of(EncodedEvent.of(example.event()).frame());

    assertThat(frame.text())
        .isEqualTo("42[\"" + example.name().wire() + "\"," + example.payload() + "]");
  }

  @Test
  void everyKindOfServerEventHasAnExampleHereAndSoAWireForm() {
    assertThat(examples().stream().<Class<?>>map(example -> example.event().getClass()))
        .as("kinds of ServerEvent that are encoded above")
        .containsExactlyInAnyOrder(ServerEvent.class.getPermittedSubclasses());
  }

  @Test
  void everyDocumentedNameBelongsToAKindOfEvent() {
    assertThat(examples().stream().map(Example::name))
        .containsExactlyInAnyOrder(EventName.values());
    assertThat(EventName.wireNames())
        .containsExactlyInAnyOrder(
            "message:new",
            "alert:multiClient",
            "presence:update",
            "role:change",
            "user:join",
            "analytics:update");
  }

  @Test
  void listsThatAreEmptyStayLists() {
    EncodedEvent encoded =
        EncodedEvent.of(new AnalyticsUpdate("900", List.of(), List.of(), List.of(), NOON));

    assertThat(encoded.payload())
        .contains("\"ghosts\":[],\"lurkers\":[],\"channelDiversity\":[],\"timestamp\":");
  }

  @Test
  void namesAreEscapedAsJsonAndOtherwiseUnchanged() {
    String name = "\"quoted\" \\ <b>bold</b> \u2028 \uD83D\uDC7B \u05E9\u05DC\u05D5\u05DD";

    EncodedEvent encoded = EncodedEvent.of(new PresenceUpdate("900", "42", name, "idle", NOON));

    assertThat(encoded.payload())
        .contains(
            "\"\\\"quoted\\\" \\\\ <b>bold</b> \u2028 \uD83D\uDC7B \u05E9\u05DC\u05D5\u05DD\"");
    assertThat(DecodedFrame.of(encoded.frame()).text()).contains(encoded.payload());
  }

  @Test
  void theGuildIsOnTheWireForAnalyticsOnly() {
    assertThat(
            examples().stream()
                .filter(example -> example.payload().contains("900"))
                .map(Example::name))
        .containsExactly(EventName.ANALYTICS_UPDATE);
  }

  @Test
  void encodingIsTheSameEachTime() {
    for (Example example : examples()) {
      byte[] first = EncodedEvent.of(example.event()).frame();
      byte[] second = EncodedEvent.of(example.event()).frame();

      assertThat(Arrays.equals(first, second)).as("%s twice the same", example).isTrue();
    }
  }
}
