package dev.spywatcher.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.abuse.Answer;
import dev.spywatcher.abuse.PollingClient;
import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.WebSocketClient;
import dev.spywatcher.abuse.Wire;
import dev.spywatcher.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limits on addresses look like to a client (LIM-1, LIM-2, LIM-4, LIM-5). */
class AddressLimitsByUrlTest {

  private static final String ONE = "127.0.0.2";
  private static final String OTHER = "127.0.0.3";
  private static final String ORIGIN = "https://app.example";

  private static void assertRefused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
    assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
    assertThat(answer.json().fieldNames()).toIterable().containsExactly("code", "message");
    assertThat(answer.json().get("code").isInt()).isTrue();
    assertThat(answer.json().get("message").textValue()).isNotBlank();
  }

  private static RunningServer rate(int rate) {
    return RunningServer.start(options -> options.connectionRate(rate));
  }

  // LIM-1

  @ParameterizedTest
  @EnumSource
  void ofManyHandshakesAtOnceJustTheRateIsLetInAndTheRestAreToldWhen(Handshake handshake) {
    try (RunningServer server = rate(5)) {
      List<Answer> answers = handshake.atOnce(30, ONE, server);

      assertThat(answers).filteredOn(handshake::isLetIn).hasSize(5);
      assertThat(answers)
          .filteredOn(answer -> !handshake.isLetIn(answer))
          .allSatisfy(AddressLimitsByUrlTest::assertRefused);
      assertThat(server.innards().sessions()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAMinuteOfQuietAsManyAreLetInAgain(Handshake handshake) {
    try (RunningServer server = rate(5)) {
      handshake.atOnce(30, ONE, server);

      server.advance(Duration.ofMinutes(1));

      assertThat(handshake.atOnce(30, ONE, server)).filteredOn(handshake::isLetIn).hasSize(5);
    }
  }

  @Test
  void bothTransportsDrawOnTheSameRate() {
    try (RunningServer server = rate(5)) {
      Handshake.POLLING.atOnce(3, ONE, server);

      assertThat(Handshake.WEBSOCKET.atOnce(10, ONE, server))
          .filteredOn(Handshake.WEBSOCKET::isLetIn)
          .hasSize(2);
    }
  }

  @Test
  void pollsAndPostsAndAnUpgradeAreNoHandshakes() {
    try (RunningServer server = rate(1)) {
      server.guild("g", "u");
      PollingClient client =
          PollingClient.open(() -> Wire.from(ONE, server.address()))
              .authenticate(server.token("u"))
              .subscribe("g");
      for (int i = 0; i < 10; i++) {
        server.message("g", "u");
        assertThat(client.packet()).startsWith("42[\"message:new\"");
      }
      WebSocketClient upgraded =
          WebSocketClient.probe(Wire.from(ONE, server.address()), client.sid());
      assertThat(upgraded.send("2probe").packet()).isEqualTo("3probe");
      upgraded.send("5").assertServed();

      assertRefused(Handshake.POLLING.from(ONE, server));
    }
  }

  @Test
  void requestsThatAreNoHandshakesCostNothing() {
    try (RunningServer server = rate(1)) {
      for (String bad :
          List.of(
              "GET /socket.io/?EIO=3&transport=polling HTTP/1.1\r\n\r\n",
              "GET /socket.io/?EIO=4&transport=polling&sid=none HTTP/1.1\r\n\r\n",
              "GET /elsewhere HTTP/1.1\r\n\r\n",
              "POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
              "rubbish\r\n\r\n")) {
        assertThat(Wire.from(ONE, server.address()).exchange(bad).status()).isBetween(400, 404);
      }

      assertThat(Handshake.POLLING.from(ONE, server).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBrowserMayReadItsRefusal(Handshake handshake) {
    try (RunningServer server =
        RunningServer.start(
            options -> options.connectionRate(1).corsOrigins(List.of("http://x", ORIGIN)))) {
      handshake.from(ONE, server, "Origin: " + ORIGIN);

      Answer refused = handshake.from(ONE, server, "Origin: " + ORIGIN);

      assertRefused(refused);
      assertThat(refused.header("access-control-allow-origin")).isEqualTo(ORIGIN);
      assertThat(refused.header("access-control-allow-credentials")).isEqualTo("true");
    }
  }

  // LIM-2

  @ParameterizedTest
  @EnumSource
  void aConnectionMoreThanAllowedIsRefused(Handshake handshake) {
    try (RunningServer server = RunningServer.start(options -> options.maxConnectionsPerIp(3))) {
      List<Answer> answers = handshake.atOnce(20, ONE, server);

      assertThat(answers).filteredOn(handshake::isLetIn).hasSize(3);
      assertThat(answers)
          .filteredOn(answer -> !handshake.isLetIn(answer))
          .hasSize(17)
          .allSatisfy(AddressLimitsByUrlTest::assertRefused);
    }
  }

  // LIM-4

  @ParameterizedTest
  @EnumSource
  void whoReconnectsTooOftenIsBlockedTwiceAsLongEachTime(Handshake handshake) {
    try (RunningServer server =
        RunningServer.start(
            options -> options.reconnectLimit(5).reconnectBlock(Duration.ofSeconds(100)))) {
      for (int block = 100; block <= 800; block *= 2) {
        List<Answer> answers = handshake.atOnce(8, ONE, server);
        assertThat(answers).filteredOn(handshake::isLetIn).hasSize(5);
        Answer refused = handshake.from(ONE, server);
        assertRefused(refused);
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(block - 20, block);
        assertThat(handshake.isLetIn(handshake.from(OTHER, server))).isTrue();

        server.advance(Duration.ofSeconds(block - 20));
        assertRefused(handshake.from(ONE, server));
        server.advance(Duration.ofSeconds(21));
      }
    }
  }

  // LIM-5

  @ParameterizedTest
  @EnumSource
  void noAddressTouchesAnother(Handshake handshake) {
    try (RunningServer server =
        RunningServer.start(options -> options.connectionRate(4).maxConnectionsPerIp(3))) {
      handshake.atOnce(30, ONE, server);

      assertThat(handshake.atOnce(5, OTHER, server)).filteredOn(handshake::isLetIn).hasSize(3);
    }
  }

  @Test
  void theHeaderOfAStrangerIsIgnored() {
    try (RunningServer server = rate(2)) {
      for (int i = 0; i < 2; i++) {
        Handshake.POLLING.from(ONE, server, "X-Forwarded-For: 203.0.113." + i);
      }

      assertRefused(Handshake.POLLING.from(ONE, server, "X-Forwarded-For: 203.0.113.77"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void behindATrustedProxyEachClientCountsForItself(Handshake handshake) {
    try (RunningServer server =
        RunningServer.start(
            options -> options.connectionRate(2).trustedProxies(List.of("127.0.0.0/30")))) {
      List<Answer> one = handshake.atOnce(5, ONE, server, "X-Forwarded-For: 203.0.113.1");
      List<Answer> same =
          handshake.atOnce(5, "127.0.0.1", server, "X-Forwarded-For: 9.9.9.9, 203.0.113.1");
      List<Answer> other =
          handshake.atOnce(
              5, ONE, server, "X-Forwarded-For: 203.0.113.2", "X-Forwarded-For: 127.0.0.1");

      assertThat(one).filteredOn(handshake::isLetIn).hasSize(2);
      assertThat(same).filteredOn(handshake::isLetIn).isEmpty();
      assertThat(other).filteredOn(handshake::isLetIn).hasSize(2);
    }
  }

  // How a slot comes back

  /** How a client may end. */
  enum End {
    SAYS_GOODBYE {
      @Override
      void happens(RunningServer server) {
        websocket(server).send("1");
      }
    },
    DISCONNECTS_AND_CLOSES {
      @Override
      void happens(RunningServer server) {
        websocket(server).send("41").close();
      }
    },
    CLOSES_ITS_SOCKET {
      @Override
      void happens(RunningServer server) {
        websocket(server).close();
      }
    },
    RESETS_ITS_SOCKET {
      @Override
      void happens(RunningServer server) {
        reset(websocket(server));
      }
    },
    SENDS_RUBBISH {
      @Override
      void happens(RunningServer server) {
        websocket(server).send("rubbish");
      }
    },
    SHOWS_A_BAD_TOKEN {
      @Override
      void happens(RunningServer server) {
        WebSocketClient.open(Wire.from(ONE, server.address())).send("40{\"token\":\"bad\"}");
      }
    },
    SHOWS_A_BAD_TOKEN_ON_POLLING {
      @Override
      void happens(RunningServer server) {
        polling(server).send("40{\"token\":\"bad\"}");
      }
    },
    RESETS_DURING_THE_HANDSHAKE {
      @Override
      void happens(RunningServer server) {
        Wire.from(ONE, server.address()).write(Handshake.WEBSOCKET.request()).reset();
      }
    },
    RESETS_ITS_POLL {
      @Override
      void happens(RunningServer server) {
        PollingClient client = polling(server);
        Wire poll = Wire.from(ONE, server.address());
        poll.write("GET " + client.target() + " HTTP/1.1\r\n\r\n");
        await()
            .untilAsserted(
                () ->
                    assertThat(server.innards().clients())
                        .containsEntry("library: clients by channel", 1));
        poll.reset();
      }
    },
    RESETS_IN_THE_MIDDLE_OF_A_POST {
      @Override
      void happens(RunningServer server) {
        Wire.from(ONE, server.address())
            .write("POST " + polling(server).target() + " HTTP/1.1\r\nContent-Length: 9\r\n\r\n4")
            .reset();
      }
    },
    SAYS_GOODBYE_ON_POLLING {
      @Override
      void happens(RunningServer server) {
        polling(server).send("1");
      }
    },
    SENDS_RUBBISH_ON_POLLING {
      @Override
      void happens(RunningServer server) {
        polling(server).post("rubbish");
      }
    },
    RESETS_AFTER_ITS_UPGRADE {
      @Override
      void happens(RunningServer server) {
        PollingClient client = polling(server);
        WebSocketClient socket =
            WebSocketClient.probe(Wire.from(ONE, server.address()), client.sid());
        assertThat(socket.send("2probe").packet()).isEqualTo("3probe");
        reset(socket.send("5"));
      }
    },
    POLLS_TWICE_AT_ONCE {
      @Override
      void happens(RunningServer server) {
        PollingClient client = polling(server);
        for (int i = 0; i < 2; i++) {
          Wire.from(ONE, server.address()).write("GET " + client.target() + " HTTP/1.1\r\n\r\n");
        }
      }
    },
    ASKS_FOR_A_WEBSOCKET_BADLY {
      @Override
      void happens(RunningServer server) {
        Wire.from(ONE, server.address())
            .exchange(
                Handshake.WEBSOCKET.request("Sec-WebSocket-Key: twice", "Content-Length: -1"));
      }
    };

    abstract void happens(RunningServer server);

    private static WebSocketClient websocket(RunningServer server) {
      return WebSocketClient.open(Wire.from(ONE, server.address())).authenticate(server.token("u"));
    }

    private static PollingClient polling(RunningServer server) {
      return PollingClient.open(() -> Wire.from(ONE, server.address()));
    }

    private static void reset(WebSocketClient client) {
      client.reset();
    }
  }

  @ParameterizedTest
  @EnumSource
  void howeverAConnectionEndsItsSlotComesBack(End end) {
    try (RunningServer server = RunningServer.start(options -> options.maxConnectionsPerIp(1))) {
      end.happens(server);

      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () ->
                  assertThat(server.innards().clients())
                      .containsEntry("slots of addresses", 0)
                      .containsEntry("sessions", 0));
      assertThat(Handshake.WEBSOCKET.from(ONE, server).status()).isEqualTo(101);
      assertRefused(Handshake.WEBSOCKET.from(ONE, server));
    }
  }

  // The defaults

  @ParameterizedTest
  @CsvSource({"DEV, 6000", "STRICT, 60"})
  void aProfileSetsTheRate(Limits.Profile profile, int rate) {
    ServerOptions options = RunningServer.options(builder -> builder.profile(profile));

    assertThat(options.limits().connectionRate()).isEqualTo(rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60})
  void theBurstIsTwiceTheRateUnlessGiven(int rate) {
    assertThat(RunningServer.options(options -> options.eventRate(rate)).limits().eventBurst())
        .isEqualTo(2 * rate);
    assertThat(
            RunningServer.options(options -> options.eventRate(rate).eventBurst(rate))
                .limits()
                .eventBurst())
        .isEqualTo(rate);
  }
}
