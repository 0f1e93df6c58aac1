package dev.spywatcher.cli;

import dev.spywatcher.bus.RedisAddress;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.scenario.ScenarioException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value as it was given, and where. Every reading of it throws a {@link CommandFailure} that
 * names the origin, the value and what would be right.
 *
 * @param texts one text, or several where an option was repeated
 */
record Value(Origin origin, List<String> texts) {
  private static final Pattern QUANTITY = Pattern.compile("(-?\\d{1,18}) ?([A-Za-z]*)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

  Value {
    texts = List.copyOf(texts);
  }

  static Value of(Origin origin, String text) {
    return new Value(origin, List.of(text));
  }

  static Value ofOption(String option, String text) {
    return of(Origin.commandLine(option), text);
  }

  String text() {
    if (texts.size() != 1) {
      throw CommandFailure.usage(origin.label() + ": takes one value, not " + texts.size());
    }
    return texts.get(0);
  }

  /** Comma-separated and repeated values as one list. */
  List<String> list() {
    return texts.stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Comma-separated and repeated values as one list, each of them one of {@code words}. */
  List<String> listOf(Collection<String> words) {
    for (String text : list()) {
      of(origin, text).oneOf(words);
    }
    return list();
  }

  long wholeNumber(long least, long most) {
    try {
      long number = Long.parseLong(text().strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, in the same words as a number out of range.
    }
    throw isNot(
        most == Long.MAX_VALUE
            ? least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least + " on"
            : "a whole number from " + least + " to " + most);
  }

  double positiveNumber() {
    try {
      double number = new BigDecimal(text().strip()).doubleValue();
      if (number > 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw isNot("a number greater than 0, such as 1 or 0.5");
  }

  /** A factor on time, or infinity for {@code max}. */
  double speed() {
    return text().strip().equals("max") ? Double.POSITIVE_INFINITY : positiveNumber();
  }

  /** A path, whether or not there is a file. */
  Path file() {
    try {
      return Path.of(text());
    } catch (InvalidPathException e) {
      throw isNot("a path");
    }
  }

  /** {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}; may be negative. */
  Duration duration() {
    return Duration.ofMillis(quantity(MILLIS, "a duration such as 500ms, 30s, 5m or 1h"));
  }

  /** A time from 2016 to 2099, in UTC. */
  Instant instant() {
    try {
      Instant instant = Instant.parse(text().strip());
      if (instant.isAfter(Instant.parse("2016-01-01T00:00:00Z"))
          && instant.isBefore(Instant.parse("2100-01-01T00:00:00Z"))) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw isNot("a time from 2016 to 2099 such as 2026-03-02T08:00:00Z");
  }

  /** Bytes, at most so many: {@code 65536}, {@code 64KiB}, {@code 1MiB}. */
  long bytes(long most) {
    String right = "a size in bytes such as 65536, 64KiB or 1MiB";
    long bytes = quantity(BYTES, right);
    if (bytes < 0 || bytes > most) {
      throw isNot(right + ", of at most " + most);
    }
    return bytes;
  }

  boolean truth() {
    return oneOf(List.of("true", "false")).equals("true");
  }

  String oneOf(Collection<String> words) {
    if (words.contains(text())) {
      return text();
    }
    throw isNot("one of " + String.join(", ", words));
  }

  /** A built-in scenario by name, or the one in a file. */
  Scenario scenario() {
    try {
      return Scenario.of(text(), KnownFaults.CATALOGUE);
    } catch (ScenarioException | InvalidPathException e) {
      throw CommandFailure.usage(origin.label() + ": " + e.getMessage());
    }
  }

  /** Where Redis is. */
  RedisAddress redis() {
    try {
      return RedisAddress.parse(text());
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw CommandFailure.usage(origin.label() + message.substring(message.indexOf(':')));
    }
  }

  CommandFailure isNot(String right) {
    return CommandFailure.usage(origin.label() + ": '" + text() + "' is not " + right);
  }

  private long quantity(Map<String, Long> units, String right) {
    Matcher matcher = QUANTITY.matcher(text().strip());
    if (matcher.matches()) {
      Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
      try {
        if (unit != null) {
          return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
        }
      } catch (ArithmeticException e) {
        // Said below.
      }
    }
    throw isNot(right);
  }

  /** Leaves the value out: it may be a secret. */
  @Override
  public String toString() {
    return "Value[" + origin.label() + "]";
  }
}
