package dev.spywatcher.features.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The suite's own test: breaks the packaged reference server by one fault after the other, runs the
 * suite on the rules that the fault breaks, and writes a table of what it said. A program of its
 * own, since it takes an hour or more:
 *
 * <pre>
 * java -cp features/target/spywatcher-conformance.jar \
 *   features/src/test/java/dev/spywatcher/features/fault/FaultTable.java \
 *   simulator/target/spywatcher.jar features/target/spywatcher-conformance.jar \
 *   features/target/faults.md [--areas] [FAULT...]
 * </pre>
 *
 * <p>With {@code --areas} the suite runs on all rules of the areas of those rules, which shows
 * whether others fail beside. Ends with 1 where a fault was not found.
 */
public final class FaultTable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String SECRET = "a secret of the suite's own test, long enough";

  /** In place of a rule: the suite found at once that it could not judge such a server. */
  private static final String NOT_RUN = "run";

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
          "--cors-origin=http://good.example",
          "--trusted-proxy=127.0.0.99");

  /** A fault, and what the suite said while it was on. */
  private record Row(JsonNode fault, Set<String> broken, Set<String> failed) {

    private boolean isFound() {
      return failed.contains(NOT_RUN) || broken.stream().anyMatch(failed::contains);
    }

    private String line() {
      Set<String> beside = new TreeSet<>(failed);
      beside.removeAll(broken);
      beside.remove(NOT_RUN);
      return "| `%s` | %s | %s | %s | %s |"
          .formatted(
              fault.path("name").asText(),
              fault.path("what").asText(),
              String.join(" ", broken),
              failed.contains(NOT_RUN) ? "will not run" : isFound() ? "found" : "**not found**",
              String.join(" ", beside));
    }
  }

  private FaultTable() {}

  /** Runs the program; see the class. */
  public static void main(String[] arguments) throws Exception {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean areas = rest.remove("--areas");
    if (rest.size() < 3) {
      throw new IllegalArgumentException("spywatcher.jar, spywatcher-conformance.jar, table.md");
    }
    Path table = Path.of(rest.get(2));
    Process server = start(rest.get(0));
    try {
      String[] ready = readyLine(server).split(" ");
      List<Row> rows = new ArrayList<>();
      for (JsonNode fault : call("GET", ready[3] + "/control/faults").path("faults")) {
        String name = fault.path("name").asText();
        if (rest.size() == 3 || rest.subList(3, rest.size()).contains(name)) {
          rows.add(tryOut(fault, ready[1], ready[3], rest.get(1), areas));
          write(table, rows);
          System.out.println(rows.get(rows.size() - 1).line());
        }
      }
      System.exit(rows.stream().allMatch(Row::isFound) ? 0 : 1);
    } finally {
      server.destroy();
    }
  }

  private static Process start(String jar) throws IOException {
    List<String> command = new ArrayList<>(List.of("java", "-jar", jar, "serve"));
    command.addAll(List.of("--source=none", "--port=0", "--control-port=0", "--profile=load"));
    command.add("--jwt-secret=" + SECRET);
    command.addAll(CONFIGURED);
    Process server =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
    return server;
  }

  private static String readyLine(Process server) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("ready ")) {
        return line;
      }
    }
    throw new IOException("the server ended before it was ready");
  }

  private static Row tryOut(JsonNode fault, String url, String control, String suite, boolean areas)
      throws Exception {
    Set<String> broken = new TreeSet<>();
    fault.path("rules").forEach(rule -> broken.add(rule.asText()));
    String at = control + "/control/faults/" + fault.path("name").asText();
    call("PUT", at);
    try {
      return new Row(fault, broken, judge(url, control, suite, rules(broken, areas)));
    } finally {
      call("DELETE", at);
    }
  }

  private static String rules(Set<String> broken, boolean areas) {
    return broken.stream()
        .map(rule -> areas ? rule.substring(0, rule.indexOf('-')) : rule)
        .distinct()
        .collect(Collectors.joining(","));
  }

  /** The rules that fall short. */
  private static Set<String> judge(String url, String control, String suite, String rules)
      throws Exception {
    Path out = Files.createTempDirectory("fault-table");
    Path capabilities = out.resolve("capabilities.json");
    Files.writeString(
        capabilities,
        "{\"reference\":[\"AUTH-8\",\"AUTH-9\",\"SUB-12\",\"SUB-14\",\"EVT-9\",\"ANA-6\",\"ANA-7\","
            + "\"LIM-6\",\"LIM-7\"]}");
    List<String> command = new ArrayList<>(List.of("java", "-jar", suite, "--strict"));
    command.addAll(List.of("--url=" + url, "--inject-url=" + control + "/control"));
    command.addAll(List.of("--jwt-secret=" + SECRET, "--rules=" + rules, "--out=" + out));
    command.add("--capabilities=" + capabilities);
    command.addAll(CONFIGURED);
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(out.resolve("log").toFile())
        .start()
        .waitFor();
    Set<String> failed = new TreeSet<>();
    Path report = out.resolve("report.json");
    if (!Files.exists(report)) {
      return Set.of(NOT_RUN);
    }
    for (JsonNode rule : JSON.readTree(report.toFile()).path("rules")) {
      if (rule.path("verdict").asText().equals("falls short")) {
        failed.add(rule.path("id").asText());
      }
    }
    return failed;
  }

  private static void write(Path table, List<Row> rows) throws IOException {
    long found = rows.stream().filter(Row::isFound).count();
    String head =
        "%d of %d faults found.%n%n".formatted(found, rows.size())
            + "| fault | while it is on | breaks | the suite | falls short beside |\n"
            + "|---|---|---|---|---|\n";
    Files.writeString(
        table, head + rows.stream().map(Row::line).collect(Collectors.joining("\n")) + "\n");
  }

  private static JsonNode call(String method, String uri) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + uri + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
