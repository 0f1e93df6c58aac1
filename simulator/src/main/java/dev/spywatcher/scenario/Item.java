package dev.spywatcher.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a scenario file, and where it stands. Each reading of it either succeeds or throws a
 * {@link ScenarioException} that names file, line, key and value, and what would be right.
 *
 * @param path the keys that lead to it: {@code guilds[0].members}
 */
record Item(String file, int line, String path, Node node) {

  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_NUMBER = 40;
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(us|ms|s|m|h|d)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  /** The value as it is written, which must not be empty. */
  String text() {
    if (!(node instanceof ScalarNode scalar)
        || scalar.getTag().equals(Tag.NULL)
        || scalar.getValue().isBlank()) {
      throw isNot("a text");
    }
    if (scalar.getValue().length() > LONGEST_TEXT) {
      throw fault("is longer than " + LONGEST_TEXT + " characters");
    }
    if (scalar.getValue().chars().anyMatch(Character::isISOControl)) {
      throw fault("holds a control character, such as a line break");
    }
    if (scalar.getValue().codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw fault("holds half of a character (a lone surrogate)");
    }
    return scalar.getValue();
  }

  /** A whole number; underscores may group its digits. */
  long whole(long least, long most) {
    BigDecimal number = decimal();
    if (number != null
        && number.compareTo(BigDecimal.valueOf(least)) >= 0
        && number.compareTo(BigDecimal.valueOf(most)) <= 0
        && number.stripTrailingZeros().scale() <= 0) {
      return number.longValueExact();
    }
    throw isNot(
        most == Long.MAX_VALUE
            ? "a whole number"
            : String.format(Locale.ROOT, "a whole number from %,d to %,d", least, most));
  }

  /** Any number in a range. */
  double number(double least, double most) {
    BigDecimal number = decimal();
    if (number != null && number.doubleValue() >= least && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw isNot("a number from " + plain(least) + " to " + plain(most));
  }

  /** A duration with its unit, at least {@code least}. */
  Duration duration(Duration least) {
    String right = "a duration such as 20ms, 4.5s, 10m, 6h or 1d";
    Matcher matcher = DURATION.matcher(node instanceof ScalarNode scalar ? scalar.getValue() : "");
    if (!matcher.matches()) {
      throw isNot(right);
    }
    BigDecimal nanos =
        new BigDecimal(matcher.group(1))
            .multiply(BigDecimal.valueOf(unit(matcher.group(2))))
            .setScale(0, RoundingMode.HALF_UP);
    if (nanos.compareTo(BigDecimal.valueOf(Duration.ofDays(3650).toNanos())) > 0) {
      throw isNot(right + ", of at most 3650d");
    }
    Duration duration = Duration.ofNanos(nanos.longValueExact());
    if (duration.compareTo(least) < 0) {
      throw isNot(right + ", of at least " + written(least));
    }
    return duration;
  }

  /** A point in time in UTC. */
  Instant instant() {
    try {
      return Instant.parse(text());
    } catch (DateTimeException e) {
      throw isNot("a time such as 2026-03-02T08:00:00Z");
    }
  }

  /** One of a few words. */
  String oneOf(List<String> words) {
    String word = text();
    if (!words.contains(word)) {
      throw isNot("one of " + String.join(", ", words));
    }
    return word;
  }

  /**
   * A mapping.
   *
   * @param keys all that it may have, in the order in which they are listed to users; none where it
   *     may have any
   */
  Section section(String... keys) {
    if (node instanceof MappingNode mapping) {
      return new Section(this, mapping, List.of(keys));
    }
    throw isNot("a mapping, that is, lines of 'key: value'");
  }

  /** The items of a list. */
  List<Item> items(int least, int most) {
    if (!(node instanceof SequenceNode sequence)) {
      throw isNot("a list");
    }
    List<Node> nodes = sequence.getValue();
    if (nodes.size() < least || nodes.size() > most) {
      throw fault("has " + nodes.size() + " entries; from " + least + " to " + most + " are right");
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node each = nodes.get(i);
      items.add(new Item(file, Section.line(each, line), path + "[" + i + "]", each));
    }
    return items;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  ScenarioException isNot(String right) {
    return fault(shown() + " is not " + right);
  }

  ScenarioException fault(String problem) {
    return new ScenarioException(
        file + ":" + line + ": " + (path.isEmpty() ? "the file" : path) + ": " + problem);
  }

  private String shown() {
    if (node instanceof ScalarNode scalar) {
      return "'" + cut(scalar.getValue()) + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }

  /** A text as a message can hold it. */
  static String cut(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
  }

  private @Nullable BigDecimal decimal() {
    if (!(node instanceof ScalarNode scalar) || scalar.getValue().length() > LONGEST_NUMBER) {
      return null;
    }
    String text = scalar.getValue().replace("_", "");
    // Without exponents, which could name numbers of a billion digits.
    return text.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(text) : null;
  }

  private static long unit(String name) {
    Long nanos = NANOS.get(name);
    return nanos == null ? 1 : nanos;
  }

  /** A duration as one would write it, in its largest unit that leaves no rest. */
  static String written(Duration duration) {
    long nanos = duration.toNanos();
    for (String unit : List.of("d", "h", "m", "s", "ms")) {
      if (nanos % unit(unit) == 0 && nanos > 0) {
        return nanos / unit(unit) + unit;
      }
    }
    return nanos / 1_000 + "us";
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
