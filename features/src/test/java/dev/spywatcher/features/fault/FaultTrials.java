package dev.spywatcher.features.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.features.conformance.Conformance;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.target.Command;
import dev.spywatcher.features.target.Interval;
import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A program that tries one fault after the other, as {@link FaultTable} tells it to: reads a name a
 * line, starts the packaged server with that fault on, runs the suite in this virtual machine,
 * which is warm by then, and prints the {@link Trial} as a line of JSON.
 */
final class FaultTrials {
  /** In place of a fault: a server in order. */
  static final String NONE = "none";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "a secret of the suite's own test, long enough";

  /** Rules that show in servers alone which the suite starts itself, one limit or so in each. */
  private static final Set<String> OF_A_PROCESS =
      Set.of(
          "CONN-5", "CONN-12", "AUTH-10", "SUB-13", "LIM-1", "LIM-2", "LIM-3", "LIM-4", "LIM-5",
          "LIM-6", "LIM-7");

  /** Rules whose scenarios take the document's own times. */
  private static final Set<String> OF_REAL_TIME =
      Set.of(
          "CONN-4", "CONN-9", "LIM-1", "LIM-4", "LIM-5", "ANA-2", "ANA-3", "ANA-4", "ANA-5",
          "ANA-6", "SUB-13");

  /** What the server is configured with, and the suite is told. */
  private static final List<String> CONFIGURED =
      List.of(
          "--event-rate=10",
          "--event-burst=20",
          "--max-subscriptions=50",
          "--connection-rate=60",
          "--max-connections-per-ip=20",
          "--reconnect-limit=30",
          "--reconnect-block=2s",
          "--max-queued-bytes=1MiB",
          "--cors-origin=http://good.example,https://admin.example:8443",
          "--trusted-proxy=127.0.0.99");

  private static final List<String> REFERENCE =
      List.of(
          "AUTH-8", "AUTH-9", "SUB-12", "SUB-14", "EVT-9", "ANA-6", "ANA-7", "LIM-6", "LIM-7",
          "SCALE-3", "SCALE-4");

  private final String serverJar;
  private final Path reports;
  private final boolean areasOnly;

  private FaultTrials(String serverJar, Path reports, boolean areasOnly) {
    this.areasOnly = areasOnly;
    this.serverJar = serverJar;
    this.reports = reports;
  }

  /** Arguments: spywatcher.jar, a folder for the reports, and whether to try areas alone. */
  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.OFF);
    System.setProperty(ServerProcess.JAR, arguments[0]);
    FaultTrials trials =
        new FaultTrials(arguments[0], Path.of(arguments[1]), Boolean.parseBoolean(arguments[2]));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode fault = JSON.readTree(line);
      System.out.println(JSON.writeValueAsString(trials.trial(fault)));
    }
    System.exit(0);
  }

  /** Whether the document's own times are needed to see it. */
  static boolean takesLong(List<String> breaks) {
    return breaks.stream().anyMatch(OF_REAL_TIME::contains);
  }

  /** The rules that a fault breaks, by its own word. */
  static List<String> broken(JsonNode fault) {
    List<String> rules = new ArrayList<>();
    fault.path("rules").forEach(rule -> rules.add(rule.asText()));
    return rules;
  }

  private Trial trial(JsonNode fault) throws IOException {
    String name = fault.path("name").asText();
    List<String> breaks = broken(fault);
    Path folder = reports.resolve(name);
    forget(folder);
    BrokenPair.Setup setup = BrokenPair.Setup.of(name);
    System.setProperty(ServerProcess.FAULT, name.equals(NONE) || setup != null ? "" : name);
    long began = System.nanoTime();
    String said = setup == null ? run(breaks, folder) : run(setup, folder);
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    Path report = folder.resolve("report.json");
    boolean judged = Files.exists(report);
    return new Trial(
        name,
        fault.path("what").asText(),
        breaks,
        setup != null
            ? String.join(" ", breaks)
            : isNarrow(breaks) ? areas(breaks) : Trial.EVERYTHING,
        judged ? failed(JSON.readTree(report.toFile())) : Map.of(),
        judged ? "" : said.strip().replaceFirst("(?s).*\\n", ""),
        seconds);
  }

  /** Runs the suite, and gives what it said. */
  private String run(List<String> breaks, Path folder) throws IOException {
    boolean realTime = takesLong(breaks);
    List<String> options = new ArrayList<>(List.of("--strict", "--out=" + folder));
    if (!realTime) {
      options.add("--quick");
    }
    if (isNarrow(breaks)) {
      options.add("--rules=" + areas(breaks));
    }
    if (isOfProcess(breaks)) {
      System.setProperty(ServerProcess.UNDER_JUDGEMENT, "true");
      System.setProperty(Interval.PROPERTY, "30");
      options.add("--server-jar=" + serverJar);
      return execute(options);
    }
    System.setProperty(ServerProcess.UNDER_JUDGEMENT, "false");
    System.setProperty(Interval.PROPERTY, realTime ? "30" : "15");
    List<String> configured = new ArrayList<>(CONFIGURED);
    List<String> serve = new ArrayList<>(configured);
    serve.addAll(List.of("--profile=load", "--jwt-secret=" + SECRET));
    serve.add("--analytics-interval=" + (realTime ? "30s" : "15s"));
    try (ServerProcess server = ServerProcess.serve(serve)) {
      ServerProcess.Ready ready = server.awaitReady(ServerProcess.START);
      options.addAll(configured);
      options.add("--url=" + ready.url());
      options.add("--inject-url=" + ready.control() + "/control");
      options.add("--jwt-secret=" + SECRET);
      options.add("--capabilities=" + capabilities());
      return execute(options);
    }
  }

  /** Runs the suite on two servers, and gives what it said. */
  private String run(BrokenPair.Setup setup, Path folder) throws IOException {
    System.setProperty(ServerProcess.UNDER_JUDGEMENT, "false");
    System.setProperty(Interval.PROPERTY, "30");
    List<String> options = new ArrayList<>(List.of("--strict", "--out=" + folder));
    options.add("--rules=" + String.join(",", setup.breaks()));
    options.add("--capabilities=" + capabilities());
    try (BrokenPair pair = new BrokenPair(setup, SECRET)) {
      options.addAll(pair.options());
      return execute(options);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("two servers cannot be ended", e);
    }
  }

  /** The report and settings of an earlier run. */
  private static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("report.json"));
    for (Setting setting : Setting.values()) {
      System.clearProperty(setting.property());
    }
    for (Command command : Command.values()) {
      System.clearProperty(command.property());
    }
    System.clearProperty(Target.OTHER_URL);
    System.clearProperty(Target.OTHER_INJECT_URL);
  }

  private Path capabilities() throws IOException {
    Path file = reports.resolve("capabilities.json");
    Files.writeString(file, JSON.writeValueAsString(Map.of("reference", REFERENCE)));
    return file;
  }

  private boolean isNarrow(List<String> breaks) {
    return areasOnly && !breaks.isEmpty();
  }

  private static boolean isOfProcess(List<String> breaks) {
    return breaks.stream().anyMatch(OF_A_PROCESS::contains);
  }

  private static String areas(List<String> rules) {
    return rules.stream()
        .map(rule -> rule.substring(0, rule.indexOf('-')))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static String execute(List<String> options) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, UTF_8);
    Conformance.execute(
        Map.of(),
        new PrintStream(PrintStream.nullOutputStream()),
        err,
        options.toArray(new String[0]));
    return said.toString(UTF_8);
  }

  private static Map<String, List<String>> failed(JsonNode report) {
    Map<String, List<String>> failed = new TreeMap<>();
    for (JsonNode rule : report.path("rules")) {
      if (rule.path("verdict").asText().equals("falls short")) {
        List<String> scenarios = new ArrayList<>();
        for (JsonNode scenario : rule.path("scenarios")) {
          if (scenario.path("status").asText().equals("failed")) {
            scenarios.add(scenario.path("name").asText());
          }
        }
        failed.put(rule.path("id").asText(), scenarios);
      }
    }
    return failed;
  }
}
