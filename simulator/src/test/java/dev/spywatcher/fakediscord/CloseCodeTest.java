package dev.spywatcher.fakediscord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bot does wrong, and the code that Discord closes with. */
@Timeout(60)
class CloseCodeTest {

  private static final String IDENTIFY =
      "{\"op\":2,\"d\":{\"token\":\"right\",\"intents\":INTENTS,\"properties\":{}SHARD}}";

  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: c3B5d2F0Y2hlci10ZXN0cw==\r\n";

  private static FakeDiscord discord;

  @BeforeAll
  static void start() {
    discord =
        FakeDiscord.start(
            FakeDiscordOptions.builder()
                .token("right")
                .disallowedIntents(Set.of(Intent.GUILD_PRESENCES))
                .build());
  }

  @AfterAll
  static void stop() {
    discord.close();
  }

  private static String identify(long intents, String more) {
    return IDENTIFY.replace("INTENTS", Long.toString(intents)).replace("SHARD", more);
  }

  private static int codeFor(String... payloads) {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      for (String payload : payloads) {
        bot.send(payload);
      }
      return bot.closeCode();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                            | 4002
          []                                                  | 4002
          {"d":1}                                             | 4002
          {"op":"2"}                                          | 4002
          {"op":1} trailing                                   | 4002
          {"op":2}                                            | 4002
          {"op":2,"d":{"token":5,"intents":1}}                | 4002
          {"op":6,"d":{"token":"right"}}                      | 4002
          {"op":99}                                           | 4001
          {"op":0}                                            | 4001
          {"op":3,"d":{}}                                     | 4003
          {"op":8,"d":{"guild_id":"1","query":""}}            | 4003
          {"op":2,"d":{"token":"wrong","intents":1,"properties":{}}} | 4004
          {"op":2,"d":{"token":"","intents":1,"properties":{}}}      | 4004
          {"op":2,"d":{"token":"right","properties":{}}}             | 4013
          {"op":2,"d":{"token":"right","intents":-1,"properties":{}}}        | 4013
          {"op":2,"d":{"token":"right","intents":1073741824,"properties":{}}} | 4013
          """)
  void aPayloadThatIsWrongCloses(String payload, int code) {
    assertThat(codeFor(payload)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1,1]", "[-1,2]", "[0,0]", "[0]", "\"0\"", "[0,\"1\"]"})
  void aShardThatCannotBeIsRefused(String shard) {
    assertThat(codeFor(identify(1, ",\"shard\":" + shard))).isEqualTo(4010);
  }

  @Test
  void aPrivilegedIntentThatIsNotGrantedIsRefused() {
    assertThat(codeFor(identify(1 << 8, ""))).isEqualTo(4014);
  }

  @Test
  void whoIdentifiesTwiceIsClosed() {
    assertThat(codeFor(identify(1, ""), identify(1, ""))).isEqualTo(4005);
  }

  @Test
  void aPayloadOverDiscordsLimitIsNotDecoded() {
    String long4097 = "{\"op\":1,\"d\":\"" + "x".repeat(4097 - 15) + "\"}";
    assertThat(long4097).hasSize(4097);
    assertThat(codeFor(long4097)).isEqualTo(4002);
  }

  @Test
  void tooManyCommandsAMinuteClose() {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.send(identify(1, ""));
      for (int i = 0; i < 120; i++) {
        bot.send("{\"op\":3,\"d\":{\"status\":\"online\"}}");
      }
      assertThat(bot.closeCode()).isEqualTo(4008);
      assertThat(bot.opcode(10).isMissingNode()).isFalse();
    }
  }

  @Test
  void aHundredAndTwentyCommandsAreFine() throws Exception {
    try (GatewayBot bot = GatewayBot.at(discord)) {
      bot.send(identify(1, ""));
      for (int i = 0; i < 119; i++) {
        bot.send("{\"op\":3,\"d\":{\"status\":\"online\"}}");
      }
      bot.send("{\"op\":1,\"d\":null}");
      assertThat(bot.opcode(11).path("op").asInt()).isEqualTo(11);
    }
  }

  @Test
  void anotherVersionOfTheApiIsRefused() {
    try (GatewayBot bot = GatewayBot.at(discord, "/?v=9&encoding=json")) {
      bot.send(identify(1, ""));
      assertThat(bot.closeCode()).isEqualTo(4012);
    }
  }

  @Test
  void aBotThatIsSilentForTwoIntervalsIsCutOff() {
    try (FakeDiscord impatient =
            FakeDiscord.start(
                FakeDiscordOptions.builder().heartbeatInterval(Duration.ofMillis(150)).build());
        GatewayBot bot = GatewayBot.at(impatient)) {
      assertThat(bot.closeCode()).isEqualTo(4009);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/?encoding=etf,        true,  encoding: 'etf'",
    "/?compress=zstd-stream, true, compress: 'zstd-stream'",
    "/?v=%zz,               true,  encoding",
    "/,                     false, websocket"
  })
  void whatIsNotSpokenHereIsSaidBeforeTheUpgrade(String path, boolean upgrade, String words)
      throws Exception {
    String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + (upgrade ? UPGRADE : "") + "\r\n";
    try (Socket socket = new Socket("127.0.0.1", discord.gatewayUrl().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 400 ").contains(words);
    }
  }
}
