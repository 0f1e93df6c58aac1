package dev.spywatcher.features.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.features.process.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The suite's own test: breaks the packaged reference server by one fault after the other, runs the
 * whole suite on it, and writes a table of what it said. A program of its own, since it takes the
 * better part of an hour:
 *
 * <pre>
 * java -cp features/target/test-classes:features/target/spywatcher-conformance.jar \
 *   dev.spywatcher.features.fault.FaultTable simulator/target/spywatcher.jar features/FAULTS.md \
 *   [--workers=2] [--resume] [--areas] [FAULT...]
 * </pre>
 *
 * <p>Each trial is kept in {@code features/target/faults}, beside the report of its run. With
 * {@code --resume} those of an earlier run are not tried again; faults that are named are tried
 * alone, and the others stay as they were. With {@code --areas} a fault is tried on all rules of
 * the areas that it breaks one of, which is quicker, and says less. Ends with 1 where a fault was
 * not found, or where a rule fails beside it that {@code consequences.json} does not say follows
 * from it.
 */
public final class FaultTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("features", "target", "faults");
  private static final Path TRIALS = FOLDER.resolve("trials.jsonl");

  private final String serverJar;
  private final boolean areasOnly;
  private final Consequences consequences = Consequences.declared();
  private final Map<String, JsonNode> faults = new LinkedHashMap<>();
  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final Queue<JsonNode> waiting = new ArrayDeque<>();
  private int total;

  private FaultTable(String serverJar, boolean areasOnly) {
    this.areasOnly = areasOnly;
    this.serverJar = serverJar;
  }

  /** Runs the program; see the class. */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean resume = rest.remove("--resume");
    boolean areasOnly = rest.remove("--areas");
    int workers = 2;
    for (String argument : List.copyOf(rest)) {
      if (argument.startsWith("--workers=")) {
        workers = Integer.parseInt(argument.substring(argument.indexOf('=') + 1));
        rest.remove(argument);
      }
    }
    if (rest.size() < 2) {
      System.err.println("spywatcher.jar TABLE.md [--workers=2] [--resume] [--areas] [FAULT...]");
      System.exit(2);
    }
    FaultTable table = new FaultTable(rest.get(0), areasOnly);
    table.learnFaults();
    List<String> named = rest.subList(2, rest.size());
    table.choose(named, resume || !named.isEmpty());
    table.tryAll(workers);
    Files.writeString(Path.of(rest.get(1)), FaultPage.of(table.ordered(), table.consequences));
    System.exit(table.isInOrder() ? 0 : 1);
  }

  /** Asks a server which faults it has; first of all it is to be judged without any. */
  private void learnFaults() throws IOException {
    ObjectNode none = JSON.createObjectNode().put("name", FaultTrials.NONE);
    faults.put(FaultTrials.NONE, none.put("what", "the server is in order"));
    System.setProperty(ServerProcess.JAR, serverJar);
    try (ServerProcess server = ServerProcess.serve(List.of())) {
      URI control = server.awaitReady(ServerProcess.START).control();
      JsonNode all;
      try (InputStream json = URI.create(control + "/control/faults").toURL().openStream()) {
        all = JSON.readTree(json);
      }
      for (JsonNode fault : all.path("faults")) {
        if (!fault.path("rules").isEmpty()) {
          faults.put(fault.path("name").asText(), fault);
        }
      }
    }
    for (BrokenPair.Setup setup : BrokenPair.Setup.values()) {
      ObjectNode fault = JSON.createObjectNode().put("name", setup.label());
      setup.breaks().forEach(fault.put("what", setup.what()).withArray("rules")::add);
      faults.put(setup.label(), fault);
    }
  }

  private void choose(List<String> named, boolean keepOthers) throws IOException {
    for (String name : named) {
      if (!faults.containsKey(name)) {
        System.err.println(name + ": is no fault that breaks a rule");
        System.exit(2);
      }
    }
    Files.createDirectories(FOLDER);
    if (keepOthers && Files.exists(TRIALS)) {
      for (String line : Files.readAllLines(TRIALS)) {
        Trial trial = JSON.readValue(line, Trial.class);
        trials.put(trial.fault(), trial);
      }
      // That a server could not be judged, though it could be, says nothing of the fault.
      trials.values().removeIf(trial -> !trial.refusal().isEmpty() && !trial.missed().isEmpty());
    } else {
      Files.deleteIfExists(TRIALS);
    }
    faults.values().stream()
        .filter(
            fault -> {
              String name = fault.path("name").asText();
              return named.isEmpty() ? !trials.containsKey(name) : named.contains(name);
            })
        .sorted(Comparator.comparing(fault -> !FaultTrials.takesLong(FaultTrials.broken(fault))))
        .forEach(waiting::add);
    total = waiting.size();
  }

  private void tryAll(int workers) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      Thread thread = new Thread(this::work, "worker " + i);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work() {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FaultTrials.class.getName(),
                  serverJar,
                  FOLDER.toString(),
                  Boolean.toString(areasOnly))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Thread atExit = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(atExit);
      try (Writer out = new OutputStreamWriter(process.getOutputStream(), UTF_8);
          BufferedReader in =
              new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
        for (JsonNode fault = next(); fault != null; fault = next()) {
          out.write(fault + "\n");
          out.flush();
          String line = in.readLine();
          if (line == null) {
            System.err.println(fault.path("name").asText() + ": the trial ended without a word");
            return;
          }
          keep(JSON.readValue(line, Trial.class));
        }
      }
    } catch (IOException e) {
      System.err.println("a worker ended: " + e.getMessage());
    }
  }

  private synchronized @Nullable JsonNode next() {
    return waiting.poll();
  }

  private synchronized void keep(Trial trial) throws IOException {
    trials.put(trial.fault(), trial);
    Files.writeString(
        TRIALS,
        JSON.writeValueAsString(trial) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    System.out.printf(
        "%d of %d, %d s: %s%n",
        total - waiting.size(), total, trial.seconds(), FaultPage.row(trial, consequences));
  }

  private List<Trial> ordered() {
    return faults.keySet().stream().map(trials::get).filter(Objects::nonNull).toList();
  }

  private boolean isInOrder() {
    return trials.size() >= faults.size()
        && trials.values().stream()
            .allMatch(
                trial -> trial.missed().isEmpty() && consequences.undeclared(trial).isEmpty());
  }
}
