package dev.spywatcher.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of subscriptions when a user loses a guild (SUB-11). */
class RevocationTest {

  private static final String MESSAGE = "42[\"message:new\"";

  /** How a user may lose a guild. */
  enum Loss {
    LEAVES {
      @Override
      void happens(RunningServer server) {
        server.leave("g", "u");
      }
    },
    IS_REMOVED {
      @Override
      void happens(RunningServer server) {
        server.remove("g", "u");
      }
    },
    IS_LEFT_OUT {
      @Override
      void happens(RunningServer server) {
        server.guild("g", "other");
      }
    };

    abstract void happens(RunningServer server);
  }

  private static RunningServer server() {
    RunningServer server = RunningServer.start();
    server.guild("g", "u", "other");
    server.guild("h", "u", "other");
    return server;
  }

  @ParameterizedTest
  @EnumSource
  void theGuildsEventsStopAndThoseOfOthersGoOn(Loss loss) {
    try (RunningServer server = server();
        WebSocketClient client =
            WebSocketClient.connect(server, "u").subscribe("g").subscribe("h");
        WebSocketClient stays = WebSocketClient.connect(server, "other").subscribe("g")) {
      loss.happens(server);
      server.message("g", "other");
      server.message("h", "other");

      assertThat(client.packet()).startsWith(MESSAGE);
      client.assertServed();
      assertThat(stays.packet()).startsWith(MESSAGE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itHoldsForEveryConnectionOfTheUserOnEveryTransport(Loss loss) {
    try (RunningServer server = server();
        WebSocketClient one = WebSocketClient.connect(server, "u").subscribe("g");
        WebSocketClient two = WebSocketClient.connect(server, "u").subscribe("g")) {
      PollingClient polling = PollingClient.connect(server, "u").subscribe("g");
      loss.happens(server);
      server.message("g", "other");

      one.assertServed();
      two.assertServed();
      polling.send("427[\"unsubscribe:guild\",\"nowhere\"]");
      assertThat(polling.packet()).isEqualTo("437[{\"ok\":true}]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void subscribingAgainIsRefused(Loss loss) {
    try (RunningServer server = server();
        WebSocketClient client = WebSocketClient.connect(server, "u").subscribe("g")) {
      loss.happens(server);

      client.send("42[\"subscribe:guild\",\"g\"]");

      assertThat(client.packet())
          .isEqualTo("42[\"error\",{\"message\":\"Not authorized for this guild\"}]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void comingBackRestoresNothingButAllowsToSubscribe(Loss loss) {
    try (RunningServer server = server();
        WebSocketClient client = WebSocketClient.connect(server, "u").subscribe("g")) {
      loss.happens(server);
      server.join("g", "u");
      server.message("g", "other");
      client.assertServed();

      client.subscribe("g");
      server.message("g", "other");

      assertThat(client.packet()).startsWith(MESSAGE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAdministratorKeepsItsSubscription(Loss loss) {
    try (RunningServer server = server();
        WebSocketClient admin =
            WebSocketClient.open(Wire.to(server.address()))
                .authenticate(Tokens.of("u", "ADMIN", Instant.now().plusSeconds(600)))
                .subscribe("g")) {
      loss.happens(server);
      server.message("g", "other");

      assertThat(admin.packet()).startsWith(MESSAGE);
    }
  }

  @Test
  void aStormOfSubscriptionsDoesNotOutlastTheLoss() {
    try (RunningServer server = server();
        WebSocketClient client = WebSocketClient.connect(server, "u")) {
      for (int i = 0; i < 50; i++) {
        client.sendAll(java.util.Collections.nCopies(40, "42[\"subscribe:guild\",\"g\"]"));
      }
      server.remove("g", "u");
      client.send("429[\"unsubscribe:guild\",\"nowhere\"]");
      String packet = client.packet();
      while (!packet.equals("439[{\"ok\":true}]")) {
        assertThat(packet).contains("Not authorized for this guild");
        packet = client.packet();
      }

      server.message("g", "other");

      client.assertServed();
    }
  }
}
