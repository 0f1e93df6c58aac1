package dev.spywatcher.load.simulation;

import dev.spywatcher.load.gatling.Observer;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many handshakes of each address were let in and how many were refused. Thread-safe. */
final class Tally {

  private final Map<String, AtomicInteger> letIn = new ConcurrentHashMap<>();
  private final Map<String, Long> first = new ConcurrentHashMap<>();
  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();

  /** Counts the handshakes of one client. */
  Observer of(String address) {
    letIn.computeIfAbsent(address, key -> new AtomicInteger());
    first.putIfAbsent(address, System.nanoTime());
    return new Observer() {
      private boolean in;

      @Override
      public void connected() {
        in = true;
        inside.incrementAndGet();
        letIn.computeIfAbsent(address, key -> new AtomicInteger()).incrementAndGet();
        last.put(address, System.nanoTime());
        attempts.incrementAndGet();
      }

      @Override
      public void refused(String reason) {
        reasons.computeIfAbsent(reason, key -> new LongAdder()).increment();
        attempts.incrementAndGet();
      }

      @Override
      public void disconnected(String reason) {
        reasons.computeIfAbsent("dropped: " + reason, key -> new LongAdder()).increment();
        left();
      }

      @Override
      public void left() {
        if (in) {
          in = false;
          inside.decrementAndGet();
        }
      }
    };
  }

  /** Handshakes that were let in or refused so far. */
  int attempts() {
    return attempts.get();
  }

  /** Clients that are connected now. */
  int inside() {
    return inside.get();
  }

  /** Why handshakes were refused and connections dropped, with counts. */
  String reasons() {
    return new TreeMap<>(reasons)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " ×" + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  /** Fails unless of every address exactly so many were let in. */
  void requireEach(int allowed) throws IOException {
    requireEach(allowed, 0);
  }

  /**
   * Fails unless of every address exactly so many were let in.
   *
   * @param perSecond how many more become allowed while the handshakes last
   */
  void requireEach(int allowed, double perSecond) throws IOException {
    Map<String, Integer> wrong = new TreeMap<>();
    letIn.forEach(
        (address, count) -> {
          long lasted = last.getOrDefault(address, 0L) - first.getOrDefault(address, 0L);
          int more = perSecond == 0 ? 0 : (int) Math.ceil(perSecond * Math.max(0, lasted) / 1e9);
          if (count.get() < allowed || count.get() > allowed + more) {
            wrong.put(address, count.get());
          }
        });
    if (letIn.isEmpty() || !wrong.isEmpty()) {
      throw new IOException(
          "%d of %d addresses were not let in %d times: %s; refused: %s"
              .formatted(
                  wrong.size(),
                  letIn.size(),
                  allowed,
                  wrong.entrySet().stream().limit(3).map(Object::toString).toList(),
                  reasons()));
    }
  }
}
