package dev.spywatcher.load.outage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a trial has shown. Not thread-safe. */
public final class Findings {

  private static final String LINE = "%-9s %6s %8s %8s %6s %7s %7s %7s %6s %6s %9s";
  private static final int MOST_EXAMPLES = 8;

  /** Counts of one kind of events; deliveries, but for {@code sent}. */
  static final class Row {
    /** Events. */
    long sent;

    long expected;
    long received;
    long lost;

    /** Of those lost: how many the outage may cost. */
    long allowed;

    long doubled;
    long reordered;

    /** Not the same for all who got it. */
    long unlike;

    /** The shortest from an event to its delivery, milliseconds; below zero where clocks differ. */
    long earliest = Long.MAX_VALUE;

    /** The longest from an event to its delivery, milliseconds. */
    long latest;
  }

  private record Loss(long count, long last) {}

  private final Row replayed = new Row();
  private final Row injected = new Row();
  private final Map<Allowance, Loss> losses = new LinkedHashMap<>();
  private final List<String> strange = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> examples = new ArrayList<>();

  /** Deliveries of {@code analytics:update}. */
  long updates;

  /** Of those: how many came within the interval. */
  long tooSoon;

  /** Subscriptions to analytics that were without an update when one was due. */
  long stale;

  Row row(Sent event) {
    return event.replayed() ? replayed : injected;
  }

  Row replayed() {
    return replayed;
  }

  Row injected() {
    return injected;
  }

  void allowed(Allowance allowance, Sent event) {
    losses.merge(
        allowance,
        new Loss(1, event.at()),
        (one, other) -> new Loss(one.count() + other.count(), Math.max(one.last(), other.last())));
  }

  void strange(String what) {
    strange.add(what);
    example("%s", what);
  }

  void refused(String what) {
    refused.add(what);
    example("%s", what);
  }

  void example(String format, Object... arguments) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(format.formatted(arguments));
    }
  }

  /** How long after the beginning of what allowed it something was still lost, milliseconds. */
  long longestGap() {
    return losses.entrySet().stream()
        .mapToLong(loss -> loss.getValue().last() - loss.getKey().from())
        .max()
        .orElse(0);
  }

  /** Everything that must not be, in words; empty where there is nothing. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (Row row : List.of(replayed, injected)) {
      String kind = row == replayed ? "replayed" : "injected";
      fault(faults, row.lost - row.allowed, kind + " lost beyond what the outage may cost");
      fault(faults, row.doubled, kind + " doubled");
      fault(faults, row.reordered, kind + " out of order");
      fault(faults, row.unlike, kind + " not the same for all");
    }
    fault(faults, strange.size(), "leaked");
    fault(faults, refused.size(), "subscriptions refused");
    fault(faults, tooSoon, "analytics updates within the interval");
    fault(faults, stale, "analytics without an update in time");
    return faults;
  }

  /** Fails where too little was delivered to show anything: of both kinds, and of analytics. */
  void requireEvidence() {
    if (replayed.received == 0 || injected.received == 0 || updates == 0) {
      throw new IllegalStateException("nothing was delivered, so nothing is shown: " + table());
    }
  }

  private static void fault(List<String> faults, long count, String what) {
    if (count > 0) {
      faults.add(count + " " + what);
    }
  }

  /** The figures, lines of at most 100 columns. */
  public List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            LINE,
            "",
            "sent",
            "expected",
            "received",
            "lost",
            "allowed",
            "doubled",
            "reorder",
            "unlike",
            "least",
            "latest ms"));
    for (Row row : List.of(replayed, injected)) {
      lines.add(
          String.format(
              Locale.ROOT,
              LINE,
              row == replayed ? "replayed" : "injected",
              row.sent,
              row.expected,
              row.received,
              row.lost,
              row.allowed,
              row.doubled,
              row.reordered,
              row.unlike,
              row.received == 0 ? 0 : row.earliest,
              row.latest));
    }
    lines.add(
        "leaked %d, subscriptions refused %d, analytics updates %d: %d too soon, %d missing"
            .formatted(strange.size(), refused.size(), updates, tooSoon, stale));
    losses.forEach(
        (allowance, loss) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  may be lost: %d, the last %.1f s after %s",
                    loss.count(),
                    (loss.last() - allowance.from()) / 1e3,
                    allowance.reason())));
    examples.forEach(example -> lines.add("  " + example));
    return lines;
  }
}
