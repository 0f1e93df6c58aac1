package dev.spywatcher.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The scripts. */
final class Cases {

  private static final byte[] BYTES = {0, 1, 2, (byte) 0xff};

  /** A heartbeat that a script can wait for. */
  private static final Setup LIVELY =
      Setup.PATIENT
          .heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(2))
          .reconnectionDelay(Duration.ofMillis(500));

  private Cases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(connecting());
    cases.addAll(talking());
    cases.addAll(ending());
    cases.addAll(breaking());
    return cases;
  }

  private static List<Case> connecting() {
    return List.of(
        new Case("connect, and no more", Stage::connect),
        new Case(
            "the auth payload arrives",
            stage -> {
              stage.prepare(Map.of("token", "right", "extra", "grün {[\"'"));
              stage.connectAgain();
              stage.emit("auth");
              stage.await("event auth-back");
            }),
        new Case(
            "refuse: no token",
            stage -> {
              stage.prepare(Map.of());
              stage.begin();
              stage.await("connect_error");
            }),
        new Case(
            "refuse: wrong token, with data",
            stage -> {
              stage.prepare(Map.of("token", "wrong"));
              stage.emit("echo", "never");
              stage.begin();
              stage.await("connect_error");
            }),
        new Case(
            "refuse, then try again",
            stage -> {
              stage.prepare(Map.of());
              stage.begin();
              stage.await("connect_error");
              stage.begin();
              stage.await("connect_error");
            }),
        new Case(
            "unknown namespace",
            stage -> {
              stage.connectTo("/unknown");
              stage.await("connect_error");
            }),
        new Case(
            "unknown namespace beside the main one",
            stage -> {
              stage.connect();
              stage.connectTo("/unknown");
              stage.await("connect_error");
              stage.emit("echo", "still here");
              stage.await("event echoed");
            }),
        new Case(
            "two namespaces, one left",
            stage -> {
              stage.connect();
              stage.connectTo("/custom");
              stage.await("connect in /custom");
              stage.emitTo("/custom", "echo", "custom");
              stage.await("event echoed in /custom");
              stage.disconnectFrom("/custom");
              stage.await("disconnect in /custom");
              stage.emit("echo", "main");
              stage.await("event echoed");
            }),
        new Case(
            "upgrade, under way from the first event on",
            stage -> {
              stage.prepare(Map.of("token", "right"));
              for (int i = 0; i < 50; i++) {
                stage.emit("echo", i);
              }
              stage.begin();
              stage.emit("burst", 50);
              stage.await("event tick [49]");
              stage.awaitUpgrade();
              stage.noteTransport();
              stage.emit("echo", "after");
              stage.await("event echoed [\"after\"]");
            }));
  }

  private static List<Case> talking() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("text", "quote \" backslash \\ newline \n ü 🏔️ \u2028");
    nested.put("list", java.util.Arrays.asList(1, 1.5, -7, true, null, List.of(), Map.of()));
    nested.put("", "empty key");
    return List.of(
        new Case(
            "event echo",
            stage -> {
              stage.connect();
              stage.emit("echo");
              stage.emit("echo", "", "two", 3, false, (Object) null);
              stage.emit("echo", nested);
              stage.emit("echo", "x".repeat(20_000));
              for (int i = 0; i < 4; i++) {
                stage.await("event echoed");
              }
            }),
        new Case(
            "an event that nobody knows",
            stage -> {
              stage.connect();
              stage.emit("nobody:knows", "this");
              stage.ask("never", "nobody:knows", "this");
              stage.emit("echo", "after");
              stage.await("event echoed");
            }),
        new Case(
            "ack by the server",
            stage -> {
              stage.connect();
              stage.ask("none", "echo-ack");
              stage.ask("several", "echo-ack", "a", 2, nested);
              stage.await("ack none");
              stage.await("ack several");
            }),
        new Case(
            "ack by the client",
            stage -> {
              stage.connect();
              stage.emit("ask", "a", 2, nested);
              stage.await("event answered");
              stage.emit("ask", "again");
              stage.await("event answered");
            }),
        new Case(
            "binary event",
            stage -> {
              stage.connect();
              stage.emit("echo", (Object) BYTES);
              stage.emit("echo", "mixed", Map.of("deep", List.of(BYTES, "text", BYTES)));
              stage.emit("echo", (Object) new byte[0]);
              stage.emit("echo", (Object) new byte[50_000]);
              stage.emit("echo", "text again");
              for (int i = 0; i < 5; i++) {
                stage.await("event echoed");
              }
            }),
        new Case(
            "binary ack",
            stage -> {
              stage.connect();
              stage.ask("up", "echo-ack", BYTES, "and text");
              stage.await("ack up");
              stage.emit("ask", Map.of("bytes", BYTES));
              stage.await("event answered");
            }),
        new Case(
            "many events in order",
            stage -> {
              stage.connect();
              for (int i = 0; i < 300; i++) {
                stage.emit("echo", i);
              }
              stage.emit("burst", 300);
              stage.await("event tick [299]");
            }),
        new Case(
            "events before connect and after disconnect",
            stage -> {
              stage.prepare(Map.of("token", "right"));
              stage.emit("echo", "early");
              stage.connectAgain();
              stage.await("event echoed [\"early\"]");
              stage.disconnect();
              stage.await("disconnect");
              stage.emit("echo", "late");
              stage.settle();
              stage.connectAgain();
              stage.await("event echoed [\"late\"]");
            }));
  }

  private static List<Case> ending() {
    return List.of(
        new Case(
            "disconnect by the client, and back",
            stage -> {
              stage.connect();
              stage.disconnect();
              stage.await("disconnect");
              stage.settle();
              stage.connectAgain();
              stage.emit("echo", "back");
              stage.await("event echoed");
            }),
        new Case(
            "disconnect by the server",
            stage -> {
              stage.connect();
              stage.emit("echo", "last");
              stage.emit("disconnect-me");
              stage.await("disconnect");
            }),
        new Case(
            "disconnect by the server, of two namespaces",
            stage -> {
              stage.connect();
              stage.connectTo("/custom");
              stage.await("connect in /custom");
              stage.emit("disconnect-me");
              stage.await("disconnect");
              stage.settle();
            }),
        new Case(
            "disconnect by the server, and back",
            stage -> {
              stage.connect();
              stage.emit("disconnect-me");
              stage.await("disconnect");
              stage.settle();
              stage.connectAgain();
              stage.emit("echo", "back");
              stage.await("event echoed");
            }),
        new Case(
            "server stop, and back",
            LIVELY,
            stage -> {
              stage.connect();
              stage.settle(); // a poll waits, as it nearly always does
              stage.stopServer();
              stage.await("disconnect");
              stage.await("connect_error");
              stage.startServer();
              stage.awaitConnect();
              stage.emit("echo", "back");
              stage.await("event echoed");
            }),
        new Case(
            "connection cut",
            stage -> {
              stage.connect();
              stage.settle(); // a poll waits, as it nearly always does
              stage.wire().cut();
              stage.await("disconnect");
              stage.awaitConnect();
              stage.emit("echo", "back");
              stage.await("event echoed");
            }),
        new Case(
            "heartbeat kept",
            LIVELY.heartbeat(Duration.ofMillis(500), Duration.ofSeconds(3)),
            stage -> {
              stage.connect();
              // Longer than an unanswered heartbeat is borne.
              for (int i = 0; i < 10; i++) {
                stage.settle();
              }
              stage.emit("echo", "still here");
              stage.await("event echoed");
            }),
        new Case(
            "the server stops hearing",
            LIVELY,
            stage -> {
              stage.connect();
              stage.wire().deaden(Wire.Direction.TO_SERVER);
              stage.await("disconnect");
              stage.awaitConnect();
            }),
        new Case(
            "the client stops hearing",
            LIVELY,
            stage -> {
              stage.connect();
              stage.wire().deaden(Wire.Direction.TO_CLIENT);
              stage.await("disconnect");
              stage.awaitConnect();
            }));
  }

  private static List<Case> breaking() {
    List<Case> cases = new ArrayList<>();
    cases.add(
        new Case(
            "a packet over the limit",
            LIVELY.maxPayload(10_000),
            stage -> {
              stage.connect();
              stage.emit("echo", "x".repeat(9_000));
              stage.await("event echoed");
              stage.emit("echo", "x".repeat(20_000));
              stage.await("disconnect");
              stage.awaitConnect();
              stage.emit("echo", "back");
              stage.await("event echoed");
            }));
    Map<String, Object> messages = new LinkedHashMap<>();
    messages.put("no type", "abc");
    messages.put("empty", "");
    messages.put("broken JSON", "2[\"echo\"");
    messages.put("event without a list", "2{}");
    messages.put("event without a name", "2[]");
    messages.put("event with a number for a name", "2[1]");
    messages.put("event with a reserved name", "2[\"connect\"]");
    messages.put("event in a namespace not joined", "2/custom,[\"echo\"]");
    messages.put("ack that nobody awaits", "399[]");
    messages.put("ack without an id", "3[]");
    messages.put("second CONNECT", "0{\"token\":\"right\"}");
    messages.put("CONNECT_ERROR", "4{\"message\":\"no\"}");
    messages.put("binary that nothing announced", BYTES);
    messages.put("text where binary is due", "51-[\"echo\",{\"_placeholder\":true,\"num\":0}]");
    messages.put("binary without a count", "5[\"echo\"]");
    messages.put("DISCONNECT with a payload", "1{}");
    messages.put("DISCONNECT", "1");
    messages.forEach(
        (name, message) ->
            cases.add(
                new Case(
                    "packet: " + name,
                    LIVELY,
                    stage -> {
                      stage.connect();
                      stage.raw(message);
                      stage.settle();
                      stage.emit("echo", "after");
                      if (stage.awaitEither("disconnect", "event echoed")) {
                        stage.awaitConnect();
                      }
                    })));
    return cases;
  }
}
