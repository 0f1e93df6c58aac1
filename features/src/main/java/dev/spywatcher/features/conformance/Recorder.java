package dev.spywatcher.features.conformance;

import dev.spywatcher.features.client.Masked;
import dev.spywatcher.features.rule.Rule.Standing;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EmbedEvent;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestStepFinished;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps how each scenario went, and tells of each as it ends. Thread-safe. */
final class Recorder implements ConcurrentEventListener {
  private static final Pattern RULE_TAG = Pattern.compile("@([A-Z]+-\\d+)");

  private final Consumer<Performance> onEnd;
  private final Map<UUID, List<String>> steps = new ConcurrentHashMap<>();
  private final Map<UUID, List<String>> packets = new ConcurrentHashMap<>();
  private final List<Performance> performances = new ArrayList<>();

  Recorder(Consumer<Performance> onEnd) {
    this.onEnd = onEnd;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
    publisher.registerHandlerFor(EmbedEvent.class, this::embedded);
    publisher.registerHandlerFor(TestCaseFinished.class, this::finished);
  }

  /** All so far, in the order of the feature files. */
  synchronized List<Performance> performances() {
    return performances.stream()
        .sorted(Comparator.comparing(Performance::location, Recorder::byLine))
        .toList();
  }

  private void stepFinished(TestStepFinished event) {
    if (event.getTestStep() instanceof PickleStepTestStep step) {
      String mark =
          switch (event.getResult().getStatus()) {
            case PASSED -> "✓ ";
            case SKIPPED -> "· ";
            default -> "✗ ";
          };
      steps
          .computeIfAbsent(event.getTestCase().getId(), id -> new ArrayList<>())
          .add(mark + step.getStep().getKeyword().strip() + " " + step.getStep().getText());
    }
  }

  private void embedded(EmbedEvent event) {
    packets
        .computeIfAbsent(event.getTestCase().getId(), id -> new ArrayList<>())
        .add(Masked.tokens(new String(event.getData(), StandardCharsets.UTF_8)));
  }

  private void finished(TestCaseFinished event) {
    TestCase scenario = event.getTestCase();
    List<String> done = steps.remove(scenario.getId());
    List<String> seen = packets.remove(scenario.getId());
    Performance performance =
        new Performance(
            scenario.getName(),
            scenario.getUri().toString().replaceFirst(".*/", "")
                + ":"
                + scenario.getLocation().getLine(),
            rules(scenario.getTags()),
            standing(scenario.getTags()),
            status(event.getResult()),
            event.getResult().getDuration(),
            message(event.getResult()),
            done == null ? List.of() : done,
            seen == null ? List.of() : seen);
    synchronized (this) {
      performances.add(performance);
    }
    onEnd.accept(performance);
  }

  static Set<String> rules(List<String> tags) {
    Set<String> rules = new LinkedHashSet<>();
    for (String tag : tags) {
      Matcher rule = RULE_TAG.matcher(tag);
      if (rule.matches()) {
        rules.add(rule.group(1));
      }
    }
    return rules;
  }

  private static Standing standing(List<String> tags) {
    if (tags.contains("@reference")) {
      return Standing.REFERENCE;
    }
    return tags.contains("@implied") ? Standing.IMPLIED : Standing.DOCUMENTED;
  }

  private static Status status(Result result) {
    return switch (result.getStatus()) {
      case PASSED -> Status.PASSED;
      case SKIPPED -> Status.SKIPPED;
      default -> Status.FAILED;
    };
  }

  private static String message(Result result) {
    Throwable error = result.getError();
    if (error == null) {
      return result.getStatus().is(io.cucumber.plugin.event.Status.PASSED)
          ? ""
          : result.getStatus().toString().toLowerCase(Locale.ROOT);
    }
    String message = error.getMessage();
    return Masked.tokens(message == null ? error.toString() : message.strip());
  }

  private static int byLine(String one, String other) {
    String[] first = one.split(":");
    String[] second = other.split(":");
    int byFile = first[0].compareTo(second[0]);
    return byFile != 0
        ? byFile
        : Integer.compare(Integer.parseInt(first[1]), Integer.parseInt(second[1]));
  }
}
