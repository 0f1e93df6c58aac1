package dev.spywatcher.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of one fault that is on, checked. A parameter is of the kind of its default: a
 * duration (milliseconds where it has no unit), a number that is not negative, or a word; {@code
 * ms} stands for the fault's first duration. Thread-safe.
 */
final class Settings {

  /** How often a fault strikes, 0 to 1; those that are on or off only do not have it. */
  static final String TOXICITY = "toxicity";

  /** What the fault's chance begins with; goes with toxicity. */
  static final String SEED = "seed";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
  private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");

  /** Another name of a fault's first duration. */
  private static final String SHORT_NAME = "ms";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final double toxicity;
  private final SplittableRandom random;

  /**
   * Settings of a fault.
   *
   * @param defaults its parameters with their defaults
   * @param given what was asked for
   */
  Settings(Map<String, String> defaults, Map<String, String> given) throws BadFaultException {
    values.putAll(defaults);
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String name = fullName(entry.getKey(), defaults);
      String otherwise = defaults.get(name);
      if (otherwise == null) {
        throw new BadFaultException(name + unknown(name, defaults.keySet()));
      }
      String value = withUnit(entry.getValue(), otherwise);
      check(entry.getKey(), value, otherwise);
      values.put(name, value);
    }
    toxicity = values.containsKey(TOXICITY) ? number(TOXICITY) : 1;
    if (toxicity > 1) {
      throw new BadFaultException(TOXICITY + ": " + text(TOXICITY) + " is not between 0 and 1");
    }
    random = new SplittableRandom(Long.parseLong(values.getOrDefault(SEED, "1")));
  }

  private static String fullName(String name, Map<String, String> defaults) {
    return name.equals(SHORT_NAME)
        ? defaults.keySet().stream()
            .filter(known -> DURATION.matcher(defaults.get(known)).matches())
            .findFirst()
            .orElse(name)
        : name;
  }

  private static String withUnit(String value, String otherwise) {
    return DURATION.matcher(otherwise).matches() && MILLIS.matcher(value).matches()
        ? value + "ms"
        : value;
  }

  private static String unknown(String name, Set<String> known) {
    if (name.equals(TOXICITY) || name.equals(SEED)) {
      return ": this fault is on or off, it does not strike now and then; leave it out";
    }
    return ": is not a parameter of this fault; "
        + (known.isEmpty() ? "it has none" : "known are " + String.join(", ", known));
  }

  private static void check(String name, String value, String otherwise) throws BadFaultException {
    String shown = "\"" + (value.length() > 64 ? value.substring(0, 64) + "…" : value) + "\"";
    if (DURATION.matcher(otherwise).matches()) {
      if (!DURATION.matcher(value).matches()) {
        throw new BadFaultException(name + ": " + shown + " is not a duration such as 500ms or 3s");
      }
    } else if (name.equals(SEED)) {
      if (!value.matches("-?\\d{1,18}")) {
        throw new BadFaultException(name + ": " + shown + " is not a whole number");
      }
    } else if (otherwise.matches("[\\d.]+")) {
      if (!value.matches("\\d{1,12}(\\.\\d{1,12})?")) {
        throw new BadFaultException(name + ": " + shown + " is not a number such as " + otherwise);
      }
    } else if (value.isBlank() || value.length() > 200) {
      throw new BadFaultException(name + ": " + shown + " is not a word such as " + otherwise);
    }
  }

  /** Whether something that happens now and then happens this time. */
  boolean strikes() {
    return toxicity >= 1 || toxicity > 0 && happens(toxicity);
  }

  synchronized boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number from 0 up to, not including, {@code bound}. */
  synchronized long below(long bound) {
    return random.nextLong(bound);
  }

  String text(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  double number(String name) {
    return Double.parseDouble(text(name));
  }

  Duration duration(String name) {
    Matcher matcher = DURATION.matcher(text(name));
    if (!matcher.matches()) {
      throw new IllegalStateException(name + " is no duration");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  /** All parameters with their values. */
  Map<String, String> all() {
    return new LinkedHashMap<>(values);
  }
}
