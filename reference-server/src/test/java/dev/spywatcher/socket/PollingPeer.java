package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client that polls (Engine.IO 4, "HTTP long-polling"). */
final class PollingPeer implements Peer {

  private final EchoServer server;
  private final JsonNode handshake;
  private final Deque<Object> received = new ArrayDeque<>();
  private @Nullable CompletableFuture<Answer> pending;
  private boolean answerHeartbeats;

  private PollingPeer(EchoServer server, JsonNode handshake) {
    this.server = server;
    this.handshake = handshake;
  }

  static PollingPeer open(EchoServer server) {
    Answer answer = server.http("GET", "/socket.io/?EIO=4&transport=polling");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return server.closeLater(new PollingPeer(server, Json.read(answer.body().substring(1))));
  }

  static PollingPeer connected(EchoServer server) {
    PollingPeer peer = open(server);
    peer.connect();
    return peer;
  }

  /** The payload of the open packet. */
  JsonNode handshake() {
    return handshake;
  }

  @Override
  public String sid() {
    return handshake.get("sid").textValue();
  }

  String target() {
    return "/socket.io/?EIO=4&transport=polling&sid=" + sid();
  }

  /** Starts a poll, whatever is under way. */
  CompletableFuture<Answer> poll() {
    return server.httpLater("GET", target(), "");
  }

  /** Starts a poll on a connection that the test holds. */
  HttpWire openPoll() {
    return server.connect().write(HttpWire.request("GET", target(), ""));
  }

  Answer post(String payload) {
    return server.http("POST", target(), payload);
  }

  @Override
  public void send(Object... packets) {
    Answer answer = post(payload(packets));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
  }

  @Override
  public void provoke(Object... packets) {
    Answer answer = post(payload(packets));
    assertThat(answer.status() == 200 ? answer.body() : answer.json().get("code").toString())
        .as("answer to a POST: " + answer)
        .isIn("ok", "3");
  }

  private static String payload(Object... packets) {
    List<String> encoded = new ArrayList<>();
    for (Object packet : packets) {
      encoded.add(
          packet instanceof byte[] bytes
              ? "b" + Base64.getEncoder().encodeToString(bytes)
              : (String) packet);
    }
    return String.join("\u001e", encoded);
  }

  @Override
  public Object next() {
    while (received.isEmpty()) {
      Answer answer = await(pending());
      pending = null;
      assertThat(answer.status()).as("answer to a poll: " + answer).isEqualTo(200);
      take(answer);
    }
    return received.remove();
  }

  private void take(Answer answer) {
    for (String packet : answer.packets()) {
      if (packet.equals("2") && answerHeartbeats) {
        post("3");
      } else {
        received.add(
            packet.startsWith("b") ? Base64.getDecoder().decode(packet.substring(1)) : packet);
      }
    }
  }

  private CompletableFuture<Answer> pending() {
    CompletableFuture<Answer> poll = pending == null ? poll() : pending;
    pending = poll;
    return poll;
  }

  static Answer await(CompletableFuture<Answer> answer) {
    try {
      return answer.orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw new AssertionError("no answer within " + DEADLINE, e);
    }
  }

  @Override
  public List<Object> awaitEnd() {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      Answer answer = await(pending());
      pending = null;
      if (answer.status() == 400) {
        assertThat(answer.json().get("code").intValue()).as(answer.body()).isEqualTo(1);
        return List.copyOf(received);
      }
      assertThat(answer.status()).isEqualTo(200);
      take(answer);
    }
    throw new AssertionError("the session goes on; received: " + received);
  }

  @Override
  public void assertSilence(Duration time) {
    assertThat(received).isEmpty();
    try {
      Answer answer = pending().get(time.toMillis(), TimeUnit.MILLISECONDS);
      throw new AssertionError("nothing should come, but this did: " + answer);
    } catch (TimeoutException e) {
      // As it should be.
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Fails if that poll is answered while the test watches. */
  void assertSilenceOf(HttpWire poll) {
    if (poll.hasInput(WATCH)) {
      throw new AssertionError("nothing should come, but this did: " + poll.answer());
    }
  }

  @Override
  public void answerHeartbeats() {
    answerHeartbeats = true;
    if (received.removeIf("2"::equals)) {
      post("3");
    }
  }

  @Override
  public void close() {
    post("1");
  }
}
