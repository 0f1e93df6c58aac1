package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cluster of real processes, and that none of them is left however it ends. */
@Timeout(180)
class ClusterCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration END = Duration.ofSeconds(25);

  private final List<Started> started = new ArrayList<>();

  /** The command in a process of its own, and what it has printed. */
  private static final class Started {
    final Process process;
    final List<String> out = new CopyOnWriteArrayList<>();
    final List<String> err = new CopyOnWriteArrayList<>();
    final List<ProcessHandle> all = new CopyOnWriteArrayList<>();

    Started(Process process) {
      this.process = process;
      read(process.getInputStream(), out);
      read(process.getErrorStream(), err);
    }

    private static void read(InputStream stream, List<String> lines) {
      Thread thread =
          new Thread(
              () -> {
                try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                  reader.lines().forEach(lines::add);
                } catch (IOException | UncheckedIOException e) {
                  // The process has ended.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    void awaitOut(String beginning) {
      await()
          .atMost(START)
          .untilAsserted(
              () ->
                  assertThat(out)
                      .as("err: %s, alive: %s", err, process.isAlive())
                      .anySatisfy(line -> assertThat(line).startsWith(beginning)));
      process.descendants().forEach(all::add);
    }

    JsonNode table() {
      awaitOut("{");
      try {
        return JSON.readTree(out.get(0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void awaitNoneLeft() {
      assertThat(all).as("servers, and Redis with its guard").hasSizeGreaterThanOrEqualTo(3);
      await()
          .atMost(END)
          .untilAsserted(
              () ->
                  assertThat(all.stream().filter(ProcessHandle::isAlive))
                      .as("processes that are left")
                      .isEmpty());
    }
  }

  private Started start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Spywatcher.class.getName(), "cluster"));
    command.addAll(List.of(options));
    Started run = new Started(new ProcessBuilder(command).start());
    started.add(run);
    return run;
  }

  private Started twoServers() throws IOException {
    return start("--servers=2", "--port=0", "--control-port=0", "--source=none", "--json");
  }

  @AfterEach
  void nothingIsLeft() {
    for (Started run : started) {
      run.process.descendants().forEach(run.all::add);
      run.process.destroyForcibly().onExit().join();
      run.all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static JsonNode get(String url) throws IOException, InterruptedException {
    return JSON.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
                BodyHandlers.ofString())
            .body());
  }

  @Test
  void theServersAreOneServiceAndOneThatIsKilledIsNoted() throws Exception {
    Started run = twoServers();
    JsonNode servers = run.table().get("servers");

    assertThat(servers).hasSize(2);
    // A server learns of another within about a second.
    await()
        .atMost(END)
        .untilAsserted(
            () ->
                assertThat(
                        get(servers.get(0).get("controlUrl").asText() + "/health").get("servers"))
                    .hasSize(2));

    JsonNode second = servers.get(1);
    long pid = second.get("pid").asLong();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    await()
        .atMost(END)
        .untilAsserted(
            () ->
                assertThat(String.join("\n", run.err))
                    .contains(
                        "Server 2 (%s, pid %d) was ended by signal 9."
                            .formatted(second.get("url").asText(), pid))
                    .contains("connections")
                    .contains("--redis " + run.table().get("redis").asText())
                    .contains("serve"));
    assertThat(run.process.isAlive()).isTrue();
    assertThat(run.err.stream().filter(line -> !line.startsWith("[")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));

    // SIGTERM
    run.process.destroy();
    assertThat(run.process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
    run.awaitNoneLeft();
  }

  @Test
  void nothingIsLeftWhereTheCommandIsKilled() throws Exception {
    Started run = twoServers();
    run.table();

    run.process.destroyForcibly();

    run.awaitNoneLeft();
  }

  @Test
  void nothingIsLeftAfterCtrlC() throws Exception {
    Started run =
        start("--servers", "2", "--port", "0", "--control-port", "0", "--scenario", "quiet");
    run.awaitOut("ready http://127.0.0.1:");
    String screen = String.join("\n", run.out);
    assertThat(screen)
        .contains("Starting Redis", "Server 2 is ready.", "Demo token", "One service of 2 servers")
        .contains("node watch.mjs");
    assertThat(run.out.stream().filter(line -> !line.contains("eyJ")))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));

    signal("INT", run.process.pid());

    assertThat(run.process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
    run.awaitNoneLeft();
    assertThat(run.err.stream().filter(line -> !line.contains(" INFO ")))
        .as("whoever ends it needs no word")
        .isEmpty();
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
  }

  @Test
  void aPortInUseIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Started run =
          start(
              "--servers=2", "--source=none", "--control-port=0", "--port=" + taken.getLocalPort());

      assertThat(run.process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(run.process.exitValue()).isEqualTo(1);
      await()
          .atMost(END)
          .untilAsserted(
              () ->
                  assertThat(
                          run.err.stream()
                              .filter(line -> line.startsWith("spywatcher: "))
                              .collect(Collectors.toList()))
                      .as("%s", run.err)
                      .singleElement()
                      .asString()
                      .contains("--port: cannot listen on " + taken.getLocalPort())
                      .endsWith("(server 1)"));
    }
  }

  @Test
  void aBadOptionIsOneClearLine() {
    Run none = Run.of("cluster", "--servers", "0");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err())
        .startsWith("spywatcher: --servers: '0' is not a whole number from 1 to 32\n");
    Run wrong = Run.of("cluster", "--ping-interval", "soon");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("spywatcher: --ping-interval: 'soon' is not a duration");
  }
}
