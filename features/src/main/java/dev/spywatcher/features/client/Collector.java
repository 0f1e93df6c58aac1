package dev.spywatcher.features.client;

import dev.spywatcher.features.target.Patience;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * All that one client received, in order. An expectation that is met claims what met it; what stays
 * unclaimed is what no one expected. Thread-safe.
 */
public final class Collector {
  private static final int PRINTED = 40;

  private final String owner;
  private final List<Received> received = new ArrayList<>();
  private final Set<Integer> claimed = new HashSet<>();

  public Collector(String owner) {
    this.owner = owner;
  }

  synchronized void add(Received one) {
    received.add(one);
    notifyAll();
  }

  /**
   * Claims the first match, waiting for it up to the deadline; what came a second time is no match,
   * unless nothing else comes.
   */
  public Received await(Expectation expectation, Duration deadline) {
    long end = System.nanoTime() + Patience.stretched(deadline).toNanos();
    synchronized (this) {
      boolean waiting = true;
      while (true) {
        for (int i = 0; i < received.size(); i++) {
          Received one = received.get(i);
          if (!claimed.contains(i) && expectation.matches(one) && !(waiting && isSecondCopy(one))) {
            claimed.add(i);
            return one;
          }
        }
        if (!waiting) {
          throw new AssertionError(missing(expectation, deadline));
        }
        waiting = waitUntil(end);
      }
    }
  }

  /** Whether it is the same, to the timestamp, as what was claimed. */
  private boolean isSecondCopy(Received one) {
    return one.payload().has("timestamp")
        && matching(claimed::contains).stream().anyMatch(one::isLike);
  }

  /** Waits until so many are unclaimed, and gives all that are. */
  public List<Received> awaitUnclaimed(int count, Duration deadline) {
    long end = System.nanoTime() + Patience.stretched(deadline).toNanos();
    synchronized (this) {
      while (unclaimed().size() < count && waitUntil(end)) {
        continue;
      }
      return unclaimed();
    }
  }

  /** Claims all of the name. */
  public synchronized List<Received> claimAll(String name) {
    for (int i = 0; i < received.size(); i++) {
      if (received.get(i).name().equals(name)) {
        claimed.add(i);
      }
    }
    return named(name);
  }

  /** When the latest came, by the monotonic clock; a moment given where none has come since. */
  public synchronized long lastAt(long otherwise) {
    return received.isEmpty()
        ? otherwise
        : Math.max(otherwise, received.get(received.size() - 1).nanos());
  }

  public synchronized List<Received> all() {
    return List.copyOf(received);
  }

  public synchronized List<Received> unclaimed() {
    return matching(index -> !claimed.contains(index));
  }

  /** What is unclaimed and no mere repetition of what was claimed. */
  public synchronized List<Received> unclaimedButRepeated() {
    List<Received> expected = matching(claimed::contains);
    return unclaimed().stream()
        .filter(stray -> expected.stream().noneMatch(stray::isLike))
        .toList();
  }

  /** What was claimed of the name. */
  public synchronized List<Received> claimed(String name) {
    return matching(index -> claimed.contains(index) && received.get(index).name().equals(name));
  }

  public synchronized List<Received> named(String name) {
    return matching(index -> received.get(index).name().equals(name));
  }

  /** Everything received, as lines for a failure's message. */
  public synchronized String report() {
    if (received.isEmpty()) {
      return owner + " received nothing at all";
    }
    int hidden = Math.max(0, received.size() - PRINTED);
    String lines =
        matching(index -> index >= hidden).stream()
            .map(one -> "\n    " + one)
            .collect(Collectors.joining());
    return owner
        + " received "
        + received.size()
        + (hidden > 0 ? ", the last " + PRINTED + " of them:" : ":")
        + lines;
  }

  private List<Received> matching(Predicate<Integer> index) {
    List<Received> some = new ArrayList<>();
    for (int i = 0; i < received.size(); i++) {
      if (index.test(i)) {
        some.add(received.get(i));
      }
    }
    return some;
  }

  /** As short as it can be said: {@code 5}, {@code 15.3}. */
  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private String missing(Expectation expectation, Duration deadline) {
    StringBuilder text =
        new StringBuilder(
            "%s did not receive within %s s\n    %s"
                .formatted(owner, seconds(deadline), expectation));
    matching(index -> !claimed.contains(index)).stream()
        .filter(one -> one.name().equals(expectation.name()))
        .max(Comparator.comparingInt(expectation::likeness))
        .ifPresent(
            nearest -> {
              text.append("\n  the nearest was\n    ").append(nearest);
              expectation
                  .differences(nearest)
                  .forEach(difference -> text.append("\n      ").append(difference));
            });
    return text.append("\n  ").append(report()).toString();
  }

  private boolean waitUntil(long end) {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      wait(left);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(owner + " was interrupted while waiting", e);
    }
  }
}
