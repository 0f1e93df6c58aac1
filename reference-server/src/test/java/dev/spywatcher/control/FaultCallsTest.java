package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.WebSocketClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults are listed and switched by the control API. */
@Timeout(60)
class FaultCallsTest {

  private Tester tester;

  @BeforeEach
  void startServer() throws Exception {
    tester = new Tester();
  }

  @AfterEach
  void stopServer() {
    tester.close();
  }

  private List<String> on() {
    List<String> names = new ArrayList<>();
    for (JsonNode fault : tester.get("/control/faults").body().path("faults")) {
      if (fault.path("on").booleanValue()) {
        names.add(fault.path("name").asText());
      }
    }
    return names;
  }

  @Test
  void allAreListedWithTheirRulesAndParametersAndNoneIsOn() {
    JsonNode first = tester.get("/control/faults").body().path("faults").path(0);

    assertThat(first.toString())
        .isEqualTo(
            "{\"name\":\"latency\",\"what\":\"every event arrives later, and later still by up to"
                + " the jitter, in their order\",\"on\":false,\"rules\":[\"EVT-6\"],"
                + "\"parameters\":{\"toxicity\":\"1\",\"seed\":\"1\",\"delay\":\"2s\","
                + "\"jitter\":\"0ms\"}}");
    assertThat(on()).isEmpty();
  }

  @Test
  void aPutSwitchesOneOnAndADeleteOff() {
    Answer put = tester.put("/control/faults/latency", "{\"delay\":\"3s\",\"toxicity\":0.5}");

    assertThat(put.status()).isEqualTo(200);
    assertThat(put.body().path("on").booleanValue()).isTrue();
    assertThat(put.body().path("parameters").path("delay").asText()).isEqualTo("3s");
    assertThat(put.body().path("parameters").path("toxicity").asText()).isEqualTo("0.5");
    assertThat(on()).containsExactly("latency");

    assertThat(tester.delete("/control/faults/latency").status()).isEqualTo(204);
    assertThat(on()).isEmpty();
  }

  @Test
  void aPutNeedsNoBody() {
    Answer put = tester.call(tester.request("/control/faults/drop").PUT(BodyPublishers.noBody()));

    assertThat(put.status()).isEqualTo(200);
    assertThat(on()).containsExactly("drop");
  }

  @Test
  void aDeleteWithoutNameSwitchesAllOff() {
    tester.put("/control/faults/drop", "{}");
    tester.put("/control/faults/ignore-nbf", "{}");

    assertThat(tester.delete("/control/faults").status()).isEqualTo(204);

    assertThat(on()).isEmpty();
  }

  @Test
  void aResetLeavesFaultsOn() {
    tester.put("/control/faults/drop", "{}");

    tester.post("/control/reset", "");

    assertThat(on()).containsExactly("drop");
  }

  @Test
  void aFaultReachesClientsThatAreConnected() throws Exception {
    String guild = tester.announceGuild();
    try (WebSocketClient client = tester.subscriber(guild)) {
      tester.put("/control/faults/extra-field", "{\"field\":\"debug\"}");
      tester.post("/control/events", Tester.message(guild));

      assertThat(client.await("42[\"message:new\"")).contains("\"debug\":true");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latncy | {} | fault: \"latncy\" is none; did you mean latency? GET /control/faults",
        "latency | [] | body: [] is not an object of parameters such as {\"toxicity\":0.5}",
        "latency | {\"delay\":[]} | delay: [] is neither a string nor a number",
        "latency | {\"delay\":-5} | delay: \"-5\" is not a duration such as 500ms or 3s",
        "latency | {\"toxicity\":2} | toxicity: 2 is not between 0 and 1",
        "latency | {\"toxicity\":1e999999999} | toxicity: is too large a number",
        "latency | {\"toxicity\":1e300} | toxicity: \"1000000",
        "latency | {\"speed\":2} | speed: is not a parameter of this fault; known are toxicity",
        "latency | {\"toxicity\": | body: is not JSON, line 1",
      })
  void whatIsWrongIsToldAndChangesNothing(String name, String body, String message) {
    Answer answer = tester.put("/control/faults/" + name, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith(message);
    assertThat(on()).isEmpty();
  }

  @Test
  void switchingOffWhatIsNoneIsTold() {
    Answer answer = tester.delete("/control/faults/nothing");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith("fault: \"nothing\" is none; did you mean ");
  }
}
