package dev.spywatcher.load.report;

import dev.spywatcher.load.contender.Contender;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a figure of ours must keep.
 *
 * @param direction which side of the limit is good
 * @param limit a value of its own, or a share of another contender's
 * @param of that other contender; {@code null} where the limit stands for itself
 */
public record Bound(Direction direction, double limit, @Nullable Contender of) {

  /** Which side of a limit is good. */
  public enum Direction {
    AT_LEAST,
    AT_MOST,
    ANY
  }

  /** Whether a bound is kept. */
  public enum Verdict {
    PASS("pass"),
    FAIL("FAIL"),
    /** There is no bound. */
    NONE(""),
    /** There is one, but not what it takes to judge. */
    OPEN("open");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /** For people. */
    public String word() {
      return word;
    }
  }

  /** No bound. */
  static final Bound NONE = new Bound(Direction.ANY, 0, null);

  static Bound atLeast(double share, Contender of) {
    return new Bound(Direction.AT_LEAST, share, of);
  }

  static Bound atMost(double share, Contender of) {
    return new Bound(Direction.AT_MOST, share, of);
  }

  static Bound atMost(double value) {
    return new Bound(Direction.AT_MOST, value, null);
  }

  /**
   * Judges.
   *
   * @param ours NaN where it was not measured
   * @param other of the contender that the bound names; NaN where it was not measured
   */
  Verdict judge(double ours, double other) {
    if (direction == Direction.ANY) {
      return Verdict.NONE;
    }
    double threshold = of == null ? limit : limit * other;
    if (Double.isNaN(ours) || Double.isNaN(threshold)) {
      return Verdict.OPEN;
    }
    boolean kept = direction == Direction.AT_LEAST ? ours >= threshold : ours <= threshold;
    return kept ? Verdict.PASS : Verdict.FAIL;
  }

  /** For people: {@code ≥ 0.85 bare}. */
  @Override
  public String toString() {
    if (direction == Direction.ANY) {
      return "";
    }
    String number = String.format(Locale.ROOT, "%.2f", limit).replaceFirst("\\.?0+$", "");
    if (limit < 0.5) {
      number = limit < 0.2 && of != null ? "1/" + Math.round(1 / limit) : number;
    }
    return (direction == Direction.AT_LEAST ? "≥ " : "≤ ")
        + number
        + (of == null ? "" : " " + of.key());
  }
}
