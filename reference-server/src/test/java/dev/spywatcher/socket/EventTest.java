package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.socket.Peer.Over;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Socket.IO 5, "Sending and receiving data" and "Acknowledgement". */
@ExtendWith(LeakWatch.class)
class EventTest {

  @RegisterExtension static final EchoServer server = EchoServer.start();

  @ParameterizedTest
  @MethodSource("arguments")
  void everyArgumentArrivesAsItWasSent(Over transport, String arguments) {
    Peer client = transport.connect(server);

    client.send("42[\"message\"" + arguments + "]");

    String answer = client.text();
    assertThat(answer).startsWith("42[");
    assertThat(Json.read(answer.substring(2)))
        .isEqualTo(Json.read("[\"message-back\"" + arguments + "]"));
  }

  static Stream<Arguments> arguments() {
    return Stream.of(Over.values())
        .flatMap(
            transport ->
                Stream.of(
                        "",
                        ",1",
                        ",1,\"2\",{\"3\":[true]}",
                        ",null",
                        ",[],{},\"\"",
                        ",-1.5,1e300,9007199254740993,123456789012345678901234567890",
                        ",\"\\u0000\\u001e\\n\\\"\\\\\"",
                        ",\"עברית 中文 😀\"",
                        ",\"[{,/0-\"",
                        ",{\"a\":{\"b\":[[[[1]]]]}}",
                        ",{\"_placeholder\":false,\"num\":0}",
                        ",{\"num\":0}")
                    .map(arguments -> Arguments.of(transport, arguments)));
  }

  @ParameterizedTest
  @EnumSource
  void anAcknowledgementHasTheIdOfItsEvent(Over transport) {
    Peer client = transport.connect(server);

    client.exchange(
        List.of(
            "42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]",
            "420[\"message-with-ack\"]",
            "422147483647[\"message-with-ack\",\"long\"]"),
        "43456[1,\"2\",{\"3\":[false]}]",
        "430[]",
        "432147483647[\"long\"]");
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void anEventWithoutIdIsNotAcknowledged(Over transport) {
    Peer client = transport.connect(server);

    client.send("42[\"message-with-ack\",1]");

    client.assertServed();
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void anEventIsAcknowledgedOnce(Over transport) {
    Peer client = transport.connect(server);

    client.exchange(List.of("4212[\"ack-twice\"]"), "4312[\"first\"]");

    client.assertServed();
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void theServerGetsTheAnswerToItsEvent(Over transport) {
    Peer client = transport.connect(server);
    client.send("42[\"ask\",\"how\",1]");
    String question = client.text();
    assertThat(question).matches("42\\d+\\[\"question\",\"how\",1]");

    client.exchange(
        List.of("43" + id(question) + "[\"fine\",{\"a\":[1]}]"),
        "42[\"answered\",\"fine\",{\"a\":[1]}]");
  }

  @ParameterizedTest
  @EnumSource
  void theServerGetsAnEmptyAnswerToo(Over transport) {
    Peer client = transport.connect(server);
    client.send("42[\"ask\"]");

    client.exchange(List.of("43" + id(client.text()) + "[]"), "42[\"answered\"]");
  }

  @ParameterizedTest
  @EnumSource
  void answersMayComeInAnyOrder(Over transport) {
    Peer client = transport.connect(server);
    client.send("42[\"ask\",1]", "42[\"ask\",2]", "42[\"ask\",3]");
    List<String> ids = List.of(id(client.text()), id(client.text()), id(client.text()));
    assertThat(ids).doesNotHaveDuplicates();

    client.exchange(
        List.of(
            "43" + ids.get(2) + "[\"third\"]",
            "43" + ids.get(0) + "[\"first\"]",
            "43" + ids.get(1) + "[\"second\"]"),
        "42[\"answered\",\"third\"]",
        "42[\"answered\",\"first\"]",
        "42[\"answered\",\"second\"]");
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerCountsOnce(Over transport) {
    Peer client = transport.connect(server);
    client.send("42[\"ask\"]");
    String answer = "43" + id(client.text()) + "[\"yes\"]";

    client.exchange(List.of(answer, answer), "42[\"answered\",\"yes\"]");

    client.assertServed();
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerToNoQuestionIsIgnored(Over transport) {
    Peer client = transport.connect(server);

    client.send("4377[\"unasked\"]");

    client.assertServed();
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerOfAnotherClientDoesNotCount(Over transport) {
    Peer asked = transport.connect(server);
    Peer other = transport.connect(server);
    asked.send("42[\"ask\"]");
    String id = id(asked.text());

    other.send("43" + id + "[\"not mine\"]");

    other.assertServed();
    asked.assertSilence();
    asked.exchange(List.of("43" + id + "[\"mine\"]"), "42[\"answered\",\"mine\"]");
  }

  @ParameterizedTest
  @EnumSource
  void anEventOfUnknownNameIsIgnored(Over transport) {
    Peer client = transport.connect(server);

    client.send("42[\"no such event\",1]", "421[\"no such event\"]", "42[5,\"x\"]", "42[\"\"]");

    client.assertServed();
    client.assertSilence();
  }

  @ParameterizedTest
  @EnumSource
  void aListenerThatFailsLeavesTheConnection(Over transport) {
    Peer bystander = transport.connect(server);
    Peer client = transport.connect(server);

    client.send("42[\"fail\"]", "421[\"fail\"]");

    client.assertServed();
    client.assertSilence();
    bystander.assertServed();
  }

  @ParameterizedTest
  @EnumSource
  void answersKeepTheOrderOfTheirEvents(Over transport) {
    Peer client = transport.connect(server);

    for (int i = 0; i < 40; i++) {
      client.send("42[\"message\"," + i + "]", "42" + i + "[\"message-with-ack\"," + i + "]");
    }

    assertThat(IntStream.range(0, 80).mapToObj(i -> client.text()))
        .containsExactlyElementsOf(
            IntStream.range(0, 40)
                .boxed()
                .flatMap(i -> Stream.of("42[\"message-back\"," + i + "]", "43" + i + "[" + i + "]"))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void whatOneClientSendsReachesNoOther(Over transport) {
    Peer bystander = transport.connect(server);
    Peer client = transport.connect(server);

    client.assertServed();

    bystander.assertSilence();
  }

  private static String id(String question) {
    return question.substring(2, question.indexOf('['));
  }
}
