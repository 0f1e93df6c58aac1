package dev.spywatcher.features.conformance;

import dev.spywatcher.features.client.Masked;
import dev.spywatcher.features.schedule.RunOrder;
import io.cucumber.core.options.CommandlineOptionsParser;
import io.cucumber.core.options.RuntimeOptions;
import io.cucumber.core.runtime.Runtime;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Performs scenarios by Cucumber. */
final class Performer {
  private static final String AT_ONCE = "48";
  private static final String GLUE = "dev.spywatcher.features.steps";
  private static final String FEATURES = "classpath:dev/spywatcher/features";

  private final RunOrder order = new RunOrder();

  /** How many scenarios there are, once they have been ordered. */
  int total() {
    return order.count();
  }

  /** Which scenarios an expression of tags chooses, without running them. */
  List<Performance> rehearse(String tags) {
    return perform(tags, null, true, ended -> {});
  }

  /** Runs the scenarios that the tags choose, and leaves Cucumber's own reports in a folder. */
  List<Performance> perform(String tags, Path reports, Consumer<Performance> onEnd) {
    return perform(tags, reports, false, onEnd);
  }

  private List<Performance> perform(
      String tags, @Nullable Path reports, boolean dry, Consumer<Performance> onEnd) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--glue", GLUE, "--tags", tags, "--threads", dry ? "1" : AT_ONCE, "--monochrome"));
    if (dry) {
      arguments.add("--dry-run");
    }
    if (reports != null) {
      arguments.addAll(List.of("--plugin", "junit:" + reports.resolve("junit.xml")));
      arguments.addAll(List.of("--plugin", "message:" + reports.resolve("messages.ndjson")));
    }
    arguments.add(FEATURES);
    RuntimeOptions options =
        new CommandlineOptionsParser(new PrintStream(OutputStream.nullOutputStream()))
            .parse(arguments.toArray(new String[0]))
            .setPickleOrder(order)
            .build();
    Recorder recorder = new Recorder(onEnd);
    Runtime.builder()
        .withRuntimeOptions(options)
        .withAdditionalPlugins(recorder, order)
        .withClassLoader(Performer.class::getClassLoader)
        .build()
        .run();
    if (reports != null) {
      maskTokens(reports.resolve("junit.xml"));
      maskTokens(reports.resolve("messages.ndjson"));
    }
    return recorder.performances();
  }

  /** Cucumber writes what a failure says as it is, and that may be a packet with a token. */
  private static void maskTokens(Path report) {
    try {
      if (Files.exists(report)) {
        Files.writeString(report, Masked.tokens(Files.readString(report)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
