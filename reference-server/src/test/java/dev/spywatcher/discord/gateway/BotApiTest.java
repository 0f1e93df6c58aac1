package dev.spywatcher.discord.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.spywatcher.discord.Memberships.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class BotApiTest {

  private final OkHttpClient http = Bot.http();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private HttpServer discord;
  private BotApi api;
  private volatile int status = 200;
  private volatile String body = "{}";

  @BeforeEach
  void startDiscord() throws IOException {
    discord = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    discord.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          if (status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "7");
          }
          if (status == 302) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
          }
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    discord.start();
    String base = "http://127.0.0.1:" + discord.getAddress().getPort() + "/api/v10";
    api = new BotApi(GatewayOptions.of(base, "a.b"), http, () -> now);
  }

  @AfterEach
  void stopDiscord() {
    discord.stop(0);
    Bot.close(http);
  }

  private Answer membership() throws Exception {
    return api.membership("7", "1").get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"user\":{\"id\":\"1\"},\"roles\":[]}           | MEMBER",
        "200 | {\"user\":{\"id\":                              | UNKNOWN",
        "200 | <html>welcome to the hotel</html>              | UNKNOWN",
        "200 | {}                                              | UNKNOWN",
        "404 | {\"message\":\"Unknown Member\",\"code\":10007} | NO_MEMBER",
        "404 | {\"message\":\"Unknown Guild\",\"code\":10004}  | NO_MEMBER",
        "404 | {\"message\":\"Unknown User\",\"code\":10013}   | NO_MEMBER",
        "404 | {\"message\":\"404: Not Found\",\"code\":0}     | UNKNOWN",
        "404 | not found                                       | UNKNOWN",
        "403 | {\"message\":\"Missing Access\",\"code\":50001} | NO_MEMBER",
        "403 | {\"code\":40333}                                | UNKNOWN",
        "401 | {\"message\":\"401: Unauthorized\",\"code\":0}  | UNKNOWN",
        "302 | {\"user\":{\"id\":\"1\"}}                       | UNKNOWN",
        "500 | {\"user\":{\"id\":\"1\"}}                       | UNKNOWN",
        "429 | {\"retry_after\":7}                             | UNKNOWN"
      })
  void onlyWhatDiscordSaysClearlyCounts(int code, String answer, Answer means) throws Exception {
    status = code;
    body = answer;

    assertThat(membership()).isEqualTo(means);
    assertThat(requests).containsExactly("/api/v10/guilds/7/members/1 Bot a.b");
  }

  @Test
  void aDiscordThatIsAwayIsUnknown() throws Exception {
    discord.stop(0);

    assertThat(membership()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void whileDiscordLimitsTheRateItIsNotAsked() throws Exception {
    status = 429;
    assertThat(membership()).isEqualTo(Answer.UNKNOWN);

    status = 200;
    body = "{\"user\":{\"id\":\"1\"}}";
    now = now.plusMillis(6_999);
    assertThat(membership()).isEqualTo(Answer.UNKNOWN);
    assertThat(requests).hasSize(1);

    now = now.plusMillis(1);
    assertThat(membership()).isEqualTo(Answer.MEMBER);
  }

  @Test
  void theGatewayIsWhereDiscordSays() throws Exception {
    body = "{\"url\":\"ws://127.0.0.1:4011/?v=9\",\"shards\":1}";

    assertThat(api.gateway()).isEqualTo("ws://127.0.0.1:4011/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"ws://gateway.discord.example\"}",
        "{\"url\":\"http://127.0.0.1\"}",
        "{\"url\":\"not a url\"}",
        "{\"url\":7}",
        "{}",
        "<html/>"
      })
  void aGatewayThatIsNoneIsNotConnectedTo(String answer) {
    body = answer;

    assertThatThrownBy(() -> api.gateway())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("GET /gateway/bot");
  }

  @Test
  void aTokenThatDiscordRefusesIsSaidWithoutIt() {
    status = 401;

    assertThatThrownBy(() -> api.gateway())
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("--discord-token: Discord refuses it")
        .message()
        .doesNotContain("a.b");
  }
}
