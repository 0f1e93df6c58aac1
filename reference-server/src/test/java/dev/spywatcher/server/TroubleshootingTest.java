package dev.spywatcher.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.limit.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Every log line that TROUBLESHOOTING.md quotes is one that the server writes. */
@Timeout(120)
class TroubleshootingTest {

  /** An address that no other test of this process comes from. */
  private static final String CLIENT = "127.0.9.77";

  private static final String SECRET = ServerOptions.DEVELOPMENT_SECRET;

  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  private static List<String> quoted() throws IOException {
    List<String> lines = new ArrayList<>();
    boolean log = false;
    for (String line : Files.readAllLines(Path.of("TROUBLESHOOTING.md"))) {
      if (line.startsWith("```")) {
        log = line.equals("```log");
      } else if (log) {
        lines.add(line.replace("[127.0.0.1]", "[" + CLIENT + "]"));
      }
    }
    return lines;
  }

  private AppenderBase<ILoggingEvent> appender() {
    return new AppenderBase<>() {
      @Override
      protected void append(ILoggingEvent event) {
        String name = event.getLoggerName();
        logged.add(
            "%-5s %s %s"
                .formatted(
                    event.getLevel(),
                    name.substring(name.lastIndexOf('.') + 1),
                    event.getFormattedMessage()));
      }
    };
  }

  @Test
  void whatIsQuotedIsLogged() throws Exception {
    LoggerContext context =
        (LoggerContext)
            await().until(LoggerFactory::getILoggerFactory, LoggerContext.class::isInstance);
    Logger refusals = context.getLogger("dev.spywatcher.socket.RefusalLog");
    AppenderBase<ILoggingEvent> appender = appender();
    appender.setContext(context);
    appender.start();
    Level before = refusals.getLevel();
    refusals.setLevel(Level.INFO);
    refusals.addAppender(appender);
    try {
      badRequests();
      badTokens();
      badSubscriptions();
      tooMuch();
      List<String> quoted = quoted();
      assertThat(quoted).hasSizeGreaterThan(15).doesNotHaveDuplicates();
      await().untilAsserted(() -> assertThat(logged).containsAll(quoted));
    } finally {
      refusals.detachAppender(appender);
      refusals.setLevel(before);
    }
  }

  private static SpyWatcherServer server(ServerOptions.Builder options) throws StartupException {
    return SpyWatcherServer.start(options.port(0).controlPort(0).build(), null);
  }

  private static String http(SpyWatcherServer server, String method, String target, String body)
      throws IOException {
    URI url = server.url();
    try (Socket socket =
        new Socket(url.getHost(), url.getPort(), InetAddress.getByName(CLIENT), 0)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(method, target, body.getBytes(UTF_8).length, body)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String poll(String sid) {
    return "/socket.io/?EIO=4&transport=polling" + (sid.isEmpty() ? "" : "&sid=" + sid);
  }

  private static String handshake(SpyWatcherServer server) throws IOException {
    return http(server, "GET", poll(""), "").replaceAll("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
  }

  /** Sends packets over polling, and gives the sid. */
  private static String send(SpyWatcherServer server, String... packets) throws IOException {
    String sid = handshake(server);
    for (String packet : packets) {
      assertThat(http(server, "POST", poll(sid), packet)).contains(" 200 ");
    }
    return sid;
  }

  private static String connect(String token) {
    return "40{\"token\":\"" + token + "\"}";
  }

  private static ClientToken token() {
    return ClientToken.of("ada", "ada", "USER").validFrom(Instant.now(), Duration.ofHours(1));
  }

  private static void badRequests() throws Exception {
    try (SpyWatcherServer server = server(ServerOptions.builder())) {
      assertThat(http(server, "GET", "/ws/?EIO=4&transport=polling", "")).contains(" 404 ");
      assertThat(http(server, "GET", "/socket.io/?EIO=3&transport=polling", "")).contains(" 400 ");
      assertThat(http(server, "GET", "/socket.io/?EIO=4&transport=quic", "")).contains(" 400 ");
    }
  }

  private static void badTokens() throws Exception {
    try (SpyWatcherServer server = server(ServerOptions.builder())) {
      send(server, "40");
      send(server, connect("a.b.c"));
      for (TokenFlaw flaw :
          List.of(
              TokenFlaw.WRONG_KEY,
              TokenFlaw.EXPIRED,
              TokenFlaw.NOT_YET_VALID,
              TokenFlaw.NO_DISCORD_ID,
              TokenFlaw.NO_ACCESS,
              TokenFlaw.UNKNOWN_ROLE,
              TokenFlaw.BANNED)) {
        send(server, connect(token().broken(Set.of(flaw), Instant.now()).signed(SECRET)));
      }
    }
  }

  private static void badSubscriptions() throws Exception {
    try (SpyWatcherServer server = server(ServerOptions.builder())) {
      send(
          server,
          connect(token().signed(SECRET)),
          "42[\"subscribe:guild\",\"7\"]",
          "42[\"subscribe:guild\",7]");
      server.service().clock().advance(Duration.ofHours(2)).join();
    }
  }

  private static void tooMuch() throws Exception {
    handshakes(61, ServerOptions.builder().profile(Limits.Profile.STRICT).maxConnectionsPerIp(900));
    handshakes(21, ServerOptions.builder().profile(Limits.Profile.STRICT));
    handshakes(
        102,
        ServerOptions.builder()
            .profile(Limits.Profile.STRICT)
            .maxConnectionsPerIp(900)
            .connectionRate(900));
  }

  /** All at one moment of the server's time, however long they take. */
  private static void handshakes(int count, ServerOptions.Builder options) throws Exception {
    try (SpyWatcherServer server =
        SpyWatcherServer.start(
            options.port(0).controlPort(0).build(), null, InstantSource.fixed(Instant.now()))) {
      for (int i = 0; i < count; i++) {
        http(server, "GET", poll(""), "");
      }
    }
  }
}
