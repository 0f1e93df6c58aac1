package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.server.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream of the control API: what it tells, and what a listener can cost. */
@Timeout(90)
class StreamTest {

  private static Tester tester;

  private String guild;

  @BeforeAll
  static void start() throws Exception {
    tester = new Tester();
  }

  @AfterAll
  static void stop() {
    tester.close();
  }

  @BeforeEach
  void announceAGuild() {
    guild = tester.announceGuild();
  }

  private static Following following(String query) throws Exception {
    return new Following(tester.server.controlUrl(), query);
  }

  private static void happens(String event) {
    assertThat(tester.post("/control/events", event).status()).isEqualTo(202);
  }

  private static String joining(String guild, String name) {
    return Tester.event(
            "join", guild, "\"username\":\"" + name + "\",\"createdAt\":\"2020-01-01T00:00:00Z\"")
        .replace("\"ada\"", "\"" + name + "\"");
  }

  @Test
  void itTellsWhoIsConnectedAndOneGuildInFull() throws Exception {
    try (Following following = following("?guild=" + guild);
        WebSocketClient client = tester.subscriber(guild)) {
      JsonNode overview =
          following.next("overview", data -> data.at("/connections/rooms").asInt() == 1);
      assertThat(overview.at("/connections/rows/0/userId").asText()).isEqualTo("ada");
      assertThat(overview.at("/connections/rows/0/username").asText()).isEqualTo("Ada");

      happens(Tester.message(guild));
      JsonNode told =
          following.next(
              "guild",
              data -> data.at("/analytics/channelDiversity/0/userId").asText().equals("ada"));
      // Nobody watches its analytics, so nothing was sent and no interval runs.
      assertThat(told.at("/throttle/sendsNext").isNull()).isTrue();
      assertThat(told.at("/members/total").asInt()).isEqualTo(2);
      assertThat(told.at("/members/rows/0/messages").asInt()).isEqualTo(1);
      assertThat(client).isNotNull();
    }
  }

  @Test
  void messagesComeAsTheyGoOutThoseOfThePastFirst() throws Exception {
    happens(joining(guild, "early"));
    try (Following following = following("?of=" + guild)) {
      assertThat(following.next("messages").at("/messages/0/payload/username").asText())
          .isEqualTo("early");
      happens(joining(guild, "late"));
      JsonNode batch = following.next("messages", data -> !data.at("/messages").isEmpty());
      assertThat(batch.at("/messages")).hasSize(1);
      assertThat(batch.at("/messages/0/payload/username").asText()).isEqualTo("late");

      try (Following after =
          following("?of=" + guild + "&since=" + batch.at("/lastSeq").asLong())) {
        happens(joining(guild, "latest"));
        assertThat(
                after
                    .next("messages", data -> !data.at("/messages").isEmpty())
                    .at("/messages/0/payload/username")
                    .asText())
            .isEqualTo("latest");
      }
    }
  }

  @Test
  void aFilterLetsPassWhatItNames() throws Exception {
    happens(joining(guild, "someone"));
    happens(Tester.event("presence", guild, "\"status\":\"dnd\",\"platforms\":[\"web\"]"));
    String other = tester.announceGuild();
    happens(joining(other, "elsewhere"));

    for (String[] wanted :
        List.of(
            new String[] {"event=presence:update&of=" + guild, "dnd"},
            new String[] {"event=user:join&of=" + guild, "someone"},
            new String[] {"text=ELSEwhere", "elsewhere"})) {
      try (Following following = following("?" + wanted[0])) {
        JsonNode messages = following.next("messages").at("/messages");
        assertThat(messages).as(wanted[0]).hasSize(1);
        assertThat(messages.toString()).contains(wanted[1]);
      }
    }
    try (Following following = following("?delivered=true&of=" + guild)) {
      assertThat(following.next("messages").at("/messages")).isEmpty();
    }
  }

  @Test
  void ofWhatComesAtOnceTheLastAreToldAndTheRestIsCounted() throws Exception {
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i < 500; i++) {
      many.append(i == 0 ? "" : ",").append(joining(guild, "u" + i));
    }
    try (Following following = following("?of=" + guild)) {
      following.next("overview");
      happens(many.append("]").toString());

      int told = 0;
      int leftOut = 0;
      String last = "";
      while (told + leftOut < 500) {
        JsonNode batch = following.next("messages");
        assertThat(batch.at("/messages").size()).isLessThanOrEqualTo(StreamNews.MOST_MESSAGES);
        told += batch.at("/messages").size();
        leftOut += batch.at("/leftOut").asInt();
        if (!batch.at("/messages").isEmpty()) {
          last = batch.at("/messages").path(batch.at("/messages").size() - 1).toString();
        }
      }
      assertThat(told + leftOut).isEqualTo(500);
      assertThat(last).contains("u499");
    }
  }

  @Test
  void aClosedListenerFreesItsPlace() throws Exception {
    List<Following> all = new ArrayList<>();
    try (Tester own = new Tester()) {
      for (int i = 0; i < StreamCalls.MOST_LISTENERS; i++) {
        all.add(new Following(own.server.controlUrl(), ""));
      }
      assertThat(all).allMatch(one -> one.status.contains(" 200 "));
      try (Following oneMore = new Following(own.server.controlUrl(), "")) {
        assertThat(oneMore.status).contains(" 503 ");
      }
      assertThat(own.get("/health").status()).isEqualTo(200);

      all.remove(0).close();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                Following again = new Following(own.server.controlUrl(), "");
                all.add(again);
                return again.status.contains(" 200 ");
              });
    } finally {
      for (Following one : all) {
        one.close();
      }
    }
  }

  @Test
  void theEndOfTheServerEndsTheStream() throws Exception {
    try (Tester own = new Tester();
        Following following = new Following(own.server.controlUrl(), "")) {
      following.next("overview");
      own.close();
      assertThat(following.ends()).isTrue();
    }
  }

  @Test
  void badQueriesAreRefusedInWords() {
    for (String query : List.of("?since=-1", "?since=x", "?unknown=1")) {
      Tester.Answer answer = tester.get("/control/stream" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.message()).startsWith("?");
    }
  }
}
