package dev.spywatcher.features.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {
  private static final String SECRET = "0123456789012345678901234567890123";

  @TempDir private Path folder;

  /** What a run printed, and its status. */
  private record Outcome(int status, String out, String err) {}

  private static Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Conformance.execute(
            Map.of(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            arguments);
    return new Outcome(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Outcome judge(String url) {
    String out = folder.resolve("report").toString();
    return run("--url", url, "--inject-url", url, "--jwt-secret", SECRET, "--out", out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --rules FOO-1 --list                          | --rules: 'FOO-1' is no rule and no area
          --skip AUTH,B --list                          | --skip: 'B' is no rule and no area
          --timeout-scale 0 --list                      | --timeout-scale: 0.0 is not a factor
          --timeout-scale x --list                      | 'x' is not a double
          --connection-rate 0 --list                    | --connection-rate: 0 is not a positive number
          --reconnect-block 2 --list                    | --reconnect-block: 2 is not a duration
          --max-queued-bytes 1GB --list                 | --max-queued-bytes: 1GB is not a size
          --known-failing /nowhere --list               | --known-failing: /nowhere cannot be read
          --capabilities /nowhere --list                | --capabilities: /nowhere cannot be read
          --inject-url http://a                         | --url: is missing
          --url a                                       | --url: a is no http or https URL
          --url http://a:70000 --inject-url http://a    | --url: http://a:70000 is no http or https URL
          --url http://a                                | --inject-url: is missing
          --url http://a --inject-url http://a          | --jwt-secret: is missing
          --url http://a --inject-url http://a --jwt-secret x | --jwt-secret: has 8 bits
          --stimulus pigeon --url http://a              | --stimulus: 'pigeon' is neither
          --stimulus discord --inject-url http://a      | --stimulus: discord is given together with
          --discord-wait 1h --url http://a              | --discord-wait: 1h is not a number of
          --other-inject-url http://b --url http://a --inject-url http://a | --other-inject-url: is given without --other-url
          --other-url b --url http://a --inject-url http://a | --other-url: b is no http or https URL
          --kill-server true --url http://a --inject-url http://a | --kill-server: kills the server of --other-url
          --server-jar /nowhere                         | --server-jar: /nowhere is no file
          --frob                                        | Unknown option: '--frob'
          compare one.json                              | compare: takes two reports or more
          compare /nowhere /nowhere                     | compare: /nowhere cannot be read
          """)
  void whatCannotBeDoneIsSaidInALineWithStatusTwo(String arguments, String line) {
    Outcome outcome = run(arguments.split(" "));

    assertThat(outcome.err()).contains(line).doesNotContain("Exception", "\tat ");
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void whereNothingListensTheRunCannotBeDone() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Outcome outcome = judge("http://127.0.0.1:" + port);

    assertThat(outcome.err().strip())
        .isEqualTo("--url http://127.0.0.1:" + port + ": nothing listens there");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(folder).as("folder for reports that there are none of").isEmptyDirectory();
  }

  @Test
  void whatHangsAfterTheHandshakeIsGivenUpInSeconds() throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch over = new CountDownLatch(1);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answerHandshakeOnly(exchange, over));
    server.start();
    try {
      long began = System.nanoTime();
      Outcome outcome = judge("http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(outcome.err())
          .contains("the handshake is answered, and then nothing: no answer in time")
          .hasLineCount(1);
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    } finally {
      over.countDown();
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private static void answerHandshakeOnly(HttpExchange exchange, CountDownLatch over)
      throws IOException {
    if (exchange.getRequestURI().getQuery().contains("sid=")) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
      return;
    }
    String open =
        "0{\"sid\":\"x\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":60000,"
            + "\"maxPayload\":100000}";
    byte[] body = open.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void whatSpeaksPlainHttpIsNoService() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(any, 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      Outcome outcome = judge("http://127.0.0.1:" + server.getAddress().getPort());

      assertThat(outcome.err()).contains("speaks HTTP, but no Socket.IO").hasLineCount(1);
      assertThat(outcome.status()).isEqualTo(2);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void theListFitsAScreen() {
    assertThat(run("--list").out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aQuickRunLeavesOutWhatTakesMinutes() {
    String all = run("--dry-run", "--rules", "CONN-4,LIM-1").out();
    String quick = run("--dry-run", "--rules", "CONN-4,LIM-1", "--quick").out();

    assertThat(all).contains("answers stays", "a minute of quiet");
    assertThat(quick).doesNotContain("answers stays", "a minute of quiet").contains("LIM-1");
  }

  /** The figures of the README are those that its command prints. */
  @Test
  void theReadmeCountsRulesAndScenarios() throws IOException {
    String list = run("--list").out().strip();
    String counts = list.substring(list.lastIndexOf('\n') + 1);

    assertThat(Files.readString(Path.of("README.md"))).contains("`" + counts + "`");
  }

  @Test
  void rulesAreListedWithTheirScenarios() {
    Outcome outcome = run("--list", "--rules", "SUB-13,ERR");

    assertThat(outcome.out().lines()).hasSize(4);
    assertThat(outcome.out()).contains("SUB-13", "ERR-1    documented   3", "ERR-2");
    assertThat(outcome.status()).isZero();
  }

  @Test
  void runsAreComparedSideBySide() throws IOException {
    Path one = Files.writeString(folder.resolve("a.json"), report("holds", "warns"));
    Path other = Files.writeString(folder.resolve("b.json"), report("falls short", "warns"));

    Outcome outcome = run("compare", one.toString(), other.toString());

    assertThat(outcome.out().lines().toList())
        .contains("AUTH-1            holds             falls short", "1 of 2 rules alike")
        .noneMatch(line -> line.startsWith("AUTH-2"));
    assertThat(outcome.status()).isZero();
  }

  @Test
  void whatIsNoReportIsNotCompared() throws IOException {
    Path no = Files.writeString(folder.resolve("no.json"), "{}");

    Outcome outcome = run("compare", no.toString(), no.toString());

    assertThat(outcome.err()).contains("is no report.json of this suite");
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void everyPhraseOfTheFeaturesIsKnownOnce() {
    List<Performance> scenarios = new Performer().rehearse("not @none");

    assertThat(scenarios).hasSizeGreaterThan(250);
    assertThat(scenarios)
        .allSatisfy(
            one -> {
              assertThat(one.status())
                  .as("%s %s", one.name(), one.message())
                  .isNotEqualTo(Status.FAILED);
              assertThat(one.rules()).as(one.name()).isNotEmpty();
            });
  }

  private static String report(String first, String second) {
    return """
        {"format": 1, "rules": [
          {"id": "AUTH-1", "verdict": "%s"}, {"id": "AUTH-2", "verdict": "%s"}]}
        """
        .formatted(first, second);
  }
}
