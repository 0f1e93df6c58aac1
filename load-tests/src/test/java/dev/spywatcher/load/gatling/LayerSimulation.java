package dev.spywatcher.load.gatling;

import static dev.spywatcher.load.gatling.SocketIo.socketIo;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.spywatcher.load.client.TransportKind;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Every step of the layer, by both transports; its assertions are the test. */
public final class LayerSimulation extends Simulation {

  private static final int BURST = 40;

  /** Makes the run. */
  public LayerSimulation() {
    setUp(
            scenario("by websocket").exec(all(TransportKind.WEBSOCKET)).injectOpen(atOnceUsers(2)),
            scenario("by polling").exec(all(TransportKind.POLLING)).injectOpen(atOnceUsers(2)),
            scenario("in error").exec(wrong()).injectOpen(atOnceUsers(1)),
            scenario("refused").exec(socketIo("refused").auth("bad")).injectOpen(atOnceUsers(1)))
        .protocols(SocketIo.target(System.getProperty("layer.target")))
        .assertions(
            details("connect").successfulRequests().count().is(4L),
            details("greeting").successfulRequests().count().is(4L),
            details("echo").successfulRequests().count().is(4L),
            details("unacceptable").failedRequests().count().is(4L),
            details("the third").successfulRequests().count().is(4L),
            details("never comes").failedRequests().count().is(4L),
            // One of each burst was taken by "the third".
            details("message:new delivery").successfulRequests().count().is(4L * BURST - 4),
            details("message:new delivery").responseTime().max().lt(5_000),
            details("wrong").failedRequests().count().is(1L),
            details("after what is wrong").successfulRequests().count().is(1L),
            details("refused").failedRequests().count().is(1L));
  }

  private static ChainBuilder wrong() {
    return exec(
        Steps.step(
            "wrong",
            () -> {
              throw new AssertionError("an error, not an exception");
            }),
        Steps.step("after what is wrong", () -> {}));
  }

  private static ChainBuilder all(TransportKind transport) {
    return exec(
        exec(session -> session.set("token", "good").set("word", "hello")),
        socketIo("connect")
            .auth("#{token}")
            .transport(transport)
            .greeting(socketIo("greeting").emit("echo", "first").ack(Check.ok())),
        socketIo("echo")
            .emit("echo", "#{word}")
            .ack(Check.that("hello", answer -> answer.path("text").asText().equals("hello"))),
        socketIo("unacceptable")
            .emit("echo", "#{word}")
            .ack(Check.that("goodbye", answer -> answer.path("text").asText().equals("goodbye"))),
        socketIo("burst").emit("burst", BURST),
        // All that comes while nobody asks is kept.
        pause(Duration.ofMillis(500)),
        socketIo("the third")
            .expect(
                "message:new", Check.that("number 2", event -> event.path("number").asInt() == 2)),
        socketIo("never comes").expect("other", Check.any()).within(Duration.ofMillis(200)),
        socketIo("all").collect("message:new"),
        pause(Duration.ofMillis(500)),
        socketIo("leave").close());
  }
}
