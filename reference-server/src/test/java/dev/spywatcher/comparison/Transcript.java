package dev.spywatcher.comparison;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What happened to a client, line by line in order. Thread-safe. */
final class Transcript {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  /** So long must nothing happen for a client to count as settled. */
  private static final Duration QUIET = Duration.ofMillis(400);

  private static final String NOTHING_MORE = "nothing more; waited for: ";

  private static final Set<String> FAILED_ATTEMPTS =
      Set.of("connect_error: websocket error", "connect_error: xhr poll error");

  private final List<String> lines = new ArrayList<>();
  private long changed = System.nanoTime();
  private int read;

  synchronized void add(String line) {
    lines.add(line);
    changed = System.nanoTime();
  }

  /** Waits for the next line that begins so; what comes before it counts as read. */
  void await(String beginning) {
    until(beginning, () -> readTo(beginning));
  }

  /** Waits for the next line that begins in either way; whether it was the first. */
  boolean awaitEither(String one, String other) {
    until(one + ", or " + other, () -> hasUnread(one) || hasUnread(other));
    if (readTo(one)) {
      return true;
    }
    await(other);
    return false;
  }

  /** Waits for a state; where it does not come, the transcript says so, and the script ends. */
  void until(String what, BooleanSupplier condition) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      String line = NOTHING_MORE + what;
      add(line);
      throw new ScriptEnded(line);
    }
  }

  /** A script cannot go on; its transcript says why. */
  static final class ScriptEnded extends RuntimeException {
    private ScriptEnded(String line) {
      super(line);
    }
  }

  private synchronized boolean readTo(String beginning) {
    for (int i = read; i < lines.size(); i++) {
      if (lines.get(i).startsWith(beginning)) {
        read = i + 1;
        return true;
      }
    }
    return false;
  }

  private synchronized boolean hasUnread(String beginning) {
    return lines.subList(read, lines.size()).stream().anyMatch(line -> line.startsWith(beginning));
  }

  /** Waits until nothing happens any more. */
  void settle() {
    synchronized (this) {
      changed = System.nanoTime();
    }
    until("quiet", this::isQuiet);
  }

  private synchronized boolean isQuiet() {
    return System.nanoTime() - changed > QUIET.toNanos();
  }

  /** Whether a script came to its end. */
  static boolean isWhole(List<String> lines) {
    return lines.stream().noneMatch(line -> line.startsWith(NOTHING_MORE));
  }

  /** The lines; of attempts to connect that fail alike, whose number is chance, only the first. */
  synchronized List<String> normalised() {
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      boolean repeats = !kept.isEmpty() && kept.get(kept.size() - 1).equals(line);
      if (!repeats || !FAILED_ATTEMPTS.contains(line)) {
        kept.add(line);
      }
    }
    return kept;
  }
}
