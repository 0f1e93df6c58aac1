package dev.spywatcher.comparison;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our server does what a plain Node {@code socket.io} server does, as the official clients see it.
 * Needs Node, and {@code npm ci} in {@code src/test/node}. Writes {@code target/comparison.md}, and
 * the transcripts beside it.
 */
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class NodeComparisonTest {

  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path PROGRAMS = BASE.resolve("src/test/node");
  private static final Path TARGET = BASE.resolve("target");

  private final Table table = new Table();
  private @Nullable NodeServers nodeServers;
  private @Nullable JavaScriptClients javaScriptClients;

  /** A case, as one of the clients sees it on one of the transports. */
  record View(Case script, Table.ClientName client, Transport transport) {
    @Override
    public String toString() {
      return script.name() + ", " + client + " client, " + transport;
    }
  }

  @BeforeAll
  void startPrograms() throws IOException {
    String missing = missing();
    if (missing != null) {
      System.out.println("Comparison with a Node server skipped: " + missing);
    }
    assumeTrue(missing == null, missing);
    Files.createDirectories(TARGET);
    nodeServers = new NodeServers(PROGRAMS, TARGET.resolve("comparison-server.log"));
    javaScriptClients = new JavaScriptClients(PROGRAMS, TARGET.resolve("comparison-client.log"));
  }

  private static @Nullable String missing() {
    if (!Files.isDirectory(PROGRAMS.resolve("node_modules/socket.io"))) {
      return "no node_modules; run npm ci in reference-server/src/test/node";
    }
    try {
      Process version = new ProcessBuilder("node", "--version").start();
      if (version.waitFor(10, TimeUnit.SECONDS) && version.exitValue() == 0) {
        return null;
      }
      version.destroyForcibly();
      return "node --version does not answer";
    } catch (IOException e) {
      return "no node on this machine";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  static Stream<View> views() {
    List<View> views = new ArrayList<>();
    for (Case script : Cases.all()) {
      for (Table.ClientName client : Table.ClientName.values()) {
        for (Transport transport : Transport.values()) {
          views.add(new View(script, client, transport));
        }
      }
    }
    return views.stream();
  }

  @ParameterizedTest
  @MethodSource("views")
  void bothServersLeaveTheSameTranscript(View view) throws IOException {
    Server.Kind node = nodeServers;
    Client.Kind javaScript = javaScriptClients;
    if (node == null || javaScript == null) {
      throw new IllegalStateException("not started");
    }
    Client.Kind clients =
        switch (view.client()) {
          case JAVASCRIPT -> javaScript;
          case JAVA -> JavaClient::new;
        };
    List<String> theirs = play(view, node, clients);
    List<String> ours = play(view, Server::ours, clients);
    String problem = table.add(view, theirs, ours);
    if (problem != null) {
      fail(problem);
    }
  }

  private static List<String> play(View view, Server.Kind server, Client.Kind clients)
      throws IOException {
    try (Stage stage = new Stage(server, clients, view.transport(), view.script().setup())) {
      return stage.play(view.script().script());
    }
  }

  @AfterAll
  void writeTable() throws IOException {
    if (javaScriptClients != null) {
      javaScriptClients.close();
    }
    if (nodeServers != null) {
      nodeServers.close();
      String verdicts = table.verdicts(Cases.all());
      Files.writeString(TARGET.resolve("comparison.md"), verdicts + table.differences());
      Files.writeString(TARGET.resolve("comparison-transcripts.txt"), table.transcripts());
      System.out.println(verdicts);
    }
  }
}
