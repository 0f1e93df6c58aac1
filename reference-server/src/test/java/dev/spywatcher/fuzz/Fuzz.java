package dev.spywatcher.fuzz;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Runs a trial with one input after the other, on a thread of its own. */
final class Fuzz {

  private static final long SEED = 20_260_301;

  /** What takes longer than this will never end. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What is done with one input. */
  interface Trial {
    void run(Input input) throws Exception;
  }

  private final String name;
  private final long seed;
  private final Trial trial;
  private volatile @Nullable Input current;
  private volatile @Nullable Throwable thrown;

  private Fuzz(String name, long seed, Trial trial) {
    this.name = name;
    this.seed = seed;
    this.trial = trial;
  }

  /**
   * Runs so many trials of a fixed seed; or, with {@code -Dfuzz.seconds=N}, as many of a random
   * seed as fit into that time. A failure tells the seed, the position and the bytes; {@code
   * -Dfuzz.seed=S -Dfuzz.input=A-B} makes those inputs again, and no others.
   */
  static void run(String name, int count, Trial trial) {
    Integer seconds = Integer.getInteger("fuzz.seconds");
    long seed =
        Long.getLong("fuzz.seed", seconds == null ? SEED : ThreadLocalRandom.current().nextLong());
    String only = System.getProperty("fuzz.input");
    Fuzz fuzz = new Fuzz(name, seed, trial);
    if (only != null) {
      String[] range = only.split("-");
      long last = Long.parseLong(range[range.length - 1]);
      fuzz.run(Long.parseLong(range[0]), at -> at <= last);
    } else if (seconds == null) {
      fuzz.run(0, at -> at < count);
    } else {
      System.out.printf("fuzzing %s for %d s with -Dfuzz.seed=%d%n", name, seconds, seed);
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      long inputs = fuzz.run(0, at -> System.nanoTime() < end);
      System.out.printf("fuzzed %s with %,d inputs%n", name, inputs);
    }
  }

  /** Runs the trials from a position of a seed on, while {@code more} says so. */
  static void run(String name, long seed, long first, LongPredicate more, Trial trial) {
    new Fuzz(name, seed, trial).run(first, more);
  }

  private long run(long first, LongPredicate more) {
    Thread trials =
        new Thread(
            () -> {
              try {
                for (long at = first; more.test(at); at++) {
                  Input input = new Input(seed, at);
                  current = input;
                  trial.run(input);
                }
              } catch (Throwable e) {
                thrown = e;
              }
            },
            "fuzz-trials");
    trials.setDaemon(true);
    trials.start();
    try {
      await(trials);
    } catch (InterruptedException e) {
      trials.interrupt();
      throw new AssertionError(e);
    }
    Input last = current;
    Throwable failure = thrown;
    if (last != null && failure != null) {
      throw new AssertionError(failure(last, failure.toString()), failure);
    }
    return last == null ? 0 : last.position() - first + 1;
  }

  private void await(Thread trials) throws InterruptedException {
    while (trials.isAlive()) {
      Input before = current;
      trials.join(PATIENCE.toMillis());
      if (before != null && before == current && trials.isAlive()) {
        AssertionError stuck = new AssertionError(failure(before, "goes on after " + PATIENCE));
        stuck.setStackTrace(trials.getStackTrace());
        throw stuck;
      }
    }
  }

  private String failure(Input input, String what) {
    long at = input.position();
    return """
        %s, input %d: %s
        Again: -Dfuzz.seed=%d -Dfuzz.input=%d, or with what came before it -Dfuzz.input=%d-%d
        Its bytes: %s"""
        .formatted(name, at, what, seed, at, Math.max(0, at - Canary.SONG + 1), at, input.bytes());
  }
}
