package dev.spywatcher.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The scenarios that come with the program, each a file beside this class. Thread-safe. */
public final class BuiltInScenarios {

  static final List<String> NAMES =
      List.of(
          "bad-day",
          "busy",
          "demo",
          "ghost-town",
          "huge",
          "multi-client",
          "quiet",
          "raid",
          "throttle-stress");

  private static final Map<String, Scenario> READ = new ConcurrentHashMap<>();

  private BuiltInScenarios() {}

  static Scenario named(String name) {
    if (!NAMES.contains(name)) {
      throw new ScenarioException(
          "there is no scenario '"
              + name
              + "'; use one of "
              + String.join(", ", NAMES)
              + ", or a file such as mine.yaml");
    }
    return READ.computeIfAbsent(
        name, key -> ScenarioFile.parse(key + ".yaml", text(key), FaultCatalogue.ANY));
  }

  /** The file of a built-in scenario, as a pattern for one's own. */
  public static String text(String name) {
    return resource(name + ".yaml");
  }

  /**
   * The JSON Schema of scenario files, for editors.
   *
   * @param faults names of the faults that a scenario can have
   */
  public static String schema(Collection<String> faults) {
    String names =
        faults.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "[", "]"));
    return resource("scenario.schema.json").replace("[\"any\"]", names);
  }

  private static String resource(String file) {
    try (InputStream in = BuiltInScenarios.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in this program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
