package dev.spywatcher.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.ServerOptions;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call: whoever has the token, or any program of this machine, but no page of another. */
@Timeout(60)
class CallersTest {

  private static final String TOKEN = "a-control-token";

  private static Tester open;
  private static Tester guarded;

  @BeforeAll
  static void startServers() throws Exception {
    open = new Tester();
    guarded = new Tester(ServerOptions.builder().controlToken(TOKEN));
  }

  @AfterAll
  static void stopServers() {
    open.close();
    guarded.close();
  }

  /** Calls with a Host of its own choice, which the JDK's client would not send. */
  private static String statusLine(Tester tester, String path, @Nullable String host)
      throws IOException {
    URI server = tester.server.controlUrl();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          host == null
              ? "GET " + path + " HTTP/1.0\r\n\r\n"
              : "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return answer.lines().findFirst().orElse("no answer");
    }
  }

  private static int port(Tester tester) {
    return tester.server.controlUrl().getPort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1.evil.example",
        "localhost.evil.example:PORT",
        "localhost@evil.example",
        "127.0.0.1@evil.example:PORT",
        "10.0.0.1",
        "8.8.8.8:PORT",
        "0.0.0.0",
        "[2001:db8::1]:PORT",
        "",
        "not a host",
        "[",
        ":PORT"
      })
  void aPageWhoseNameResolvesToThisMachineIsRefused(String host) throws Exception {
    String name = host.replace("PORT", String.valueOf(port(open)));

    assertThat(statusLine(open, "/health", name)).contains(" 403 ");
    assertThat(statusLine(open, "/control/guilds", name)).contains(" 403 ");
  }

  @Test
  void aCallThatNamesNoHostIsRefused() throws Exception {
    assertThat(statusLine(open, "/control/guilds", null)).contains(" 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:PORT",
        "127.1.2.3:PORT",
        "localhost",
        "localhost:PORT",
        "[::1]:PORT"
      })
  void aProgramOfThisMachineIsServed(String host) throws Exception {
    String name = host.replace("PORT", String.valueOf(port(open)));

    assertThat(statusLine(open, "/control/guilds", name)).contains(" 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost",
        "http://localhost:1",
        "null",
        "file://",
        "http://127.0.0.1:PORT.evil.example",
        "HTTP://127.0.0.1:PORT",
        ""
      })
  void aPageOfAnotherOriginIsRefusedAndChangesNothing(String origin) {
    for (Tester tester : List.of(open, guarded)) {
      String sent = origin.replace("PORT", String.valueOf(port(tester)));
      Answer answer =
          tester.call(
              tester
                  .request("/control/guilds/forged")
                  .header("Origin", sent)
                  .header("Authorization", "Bearer " + TOKEN)
                  .PUT(BodyPublishers.ofString("{}")));

      assertThat(answer.status()).as("%s", answer).isEqualTo(403);
      assertThat(answer.code()).isEqualTo("forbidden");
      assertThat(answer.message()).contains("Origin");
      assertThat(
              tester
                  .call(
                      tester
                          .request("/control/guilds/forged")
                          .header("Authorization", "Bearer " + TOKEN)
                          .GET())
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void aPageOfTheControlApiItselfIsServed() {
    Answer answer =
        open.call(
            open.request("/control/guilds")
                .header("Origin", "http://127.0.0.1:" + port(open))
                .GET());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void theTokenOpensEveryCall() {
    Answer answer =
        guarded.call(
            guarded.request("/control/guilds").header("Authorization", "Bearer " + TOKEN).GET());

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer a-control-toke",
        "Bearer a-control-token2",
        "Bearer A-CONTROL-TOKEN",
        "a-control-token",
        "Basic YS1jb250cm9sLXRva2Vu",
        "Bearer wrong"
      })
  void nothingElseDoes(String authorization) {
    Answer answer =
        guarded.call(
            guarded.request("/control/guilds").header("Authorization", authorization).GET());

    assertThat(answer.status()).as("%s", answer).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("unauthorized");
    assertThat(answer.message())
        .contains("Authorization", "Bearer", "--control-token")
        .doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /control/guilds",
        "GET /control/messages",
        "GET /nowhere",
        "POST /control/reset",
        "POST /control/events",
        "PUT /control/guilds/1",
        "DELETE /control/guilds/1/members/2"
      })
  void withoutTheTokenNoCallIsServed(String call) {
    String[] parts = call.split(" ");
    Answer answer =
        guarded.call(guarded.request(parts[1]).method(parts[0], BodyPublishers.noBody()));

    assertThat(answer.status()).as("%s", answer).isEqualTo(401);
  }

  @Test
  void healthIsToldWithoutTheToken() {
    assertThat(guarded.get("/health").status()).isEqualTo(200);
  }

  @Test
  void whoHasTheTokenMayCallByAnyName() throws Exception {
    URI server = guarded.server.controlUrl();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(10_000);
      String request =
          "GET /control/guilds HTTP/1.1\r\nHost: spywatcher.example\r\nAuthorization: Bearer "
              + TOKEN
              + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains(" 200 ");
    }
  }
}
