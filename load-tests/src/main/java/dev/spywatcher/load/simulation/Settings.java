package dev.spywatcher.load.simulation;

import dev.spywatcher.load.client.TransportKind;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How big a run is: system properties, such as {@code -Dsubscribers=500}. Each has a default for
 * two cores and one for continuous integration, which {@code -Dsize=ci} chooses.
 */
public final class Settings {

  private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");

  /** Those of any run; what else there is, a simulation has asked for. */
  private static final Set<String> OF_ANY_RUN =
      Set.of(
          "control",
          "control-token",
          "out",
          "pid",
          "secret",
          "servers",
          "size",
          "target",
          "transport");

  private static final Set<String> ASKED = new ConcurrentSkipListSet<>();
  private static volatile Set<String> given = Set.of();

  private Settings() {}

  /** The user has given these, which {@link #requireKnown} looks at. */
  public static void given(Set<String> names) {
    given = Set.copyOf(names);
  }

  /**
   * Fails where a setting is given that nobody has asked for; to be called once a simulation knows
   * its own.
   */
  static void requireKnown(String simulation) {
    Set<String> known = new TreeSet<>(ASKED);
    known.addAll(OF_ANY_RUN);
    for (String name : new TreeSet<>(given)) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "-D%s: is no setting of %s, which has %s"
                .formatted(name, simulation, String.join(", ", known)));
      }
    }
  }

  /** Whether this run is of the size for continuous integration. */
  static boolean small() {
    String size = text("size", "usual");
    if (!size.equals("usual") && !size.equals("ci")) {
      throw new IllegalArgumentException("size: " + size + " is neither usual nor ci");
    }
    return size.equals("ci");
  }

  /** A text. */
  public static String text(String name, String usual) {
    ASKED.add(name);
    String given = System.getProperty(name);
    return given == null || given.isBlank() ? usual : given.strip();
  }

  /** A text whose default depends on the size. */
  public static String text(String name, String usual, String small) {
    return text(name, small() ? small : usual);
  }

  /** A positive number. */
  public static int number(String name, int usual, int small) {
    String given = text(name, Integer.toString(small() ? small : usual));
    try {
      int value = Integer.parseInt(given);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with what would be right.
    }
    throw new IllegalArgumentException(name + ": " + given + " is not a positive number");
  }

  /** How packets of clients travel that are not said to be polling. */
  static TransportKind transport() {
    String given = text("transport", TransportKind.WEBSOCKET.key());
    for (TransportKind kind : TransportKind.values()) {
      if (kind.key().equals(given)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("transport: " + given + " is neither websocket nor polling");
  }

  /** The server's process on this machine; 0 where it is not told. */
  static long pid() {
    String given = text("pid", "0");
    if (!given.matches("\\d{1,10}")) {
      throw new IllegalArgumentException("pid: " + given + " is no process id");
    }
    return Long.parseLong(given);
  }

  /** A duration such as {@code 30s}. */
  public static Duration duration(String name, String usual, String small) {
    String given = text(name, usual, small);
    Matcher parts = DURATION.matcher(given);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          name + ": " + given + " is not a duration such as 500ms, 30s, 5m or 1h");
    }
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
