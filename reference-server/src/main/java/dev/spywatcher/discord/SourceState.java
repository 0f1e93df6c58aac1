package dev.spywatcher.discord;

import java.util.Locale;

/**
 * How a source is doing. Immutable.
 *
 * @param detail what there is to say about it, in a line; empty where there is nothing
 */
public record SourceState(Kind kind, String detail) {

  /** Delivers, and nothing is wrong. */
  public static final SourceState DELIVERING = new SourceState(Kind.DELIVERING, "");

  /** The states in a word. */
  public enum Kind {
    /** Not delivering yet, and at work on it. */
    CONNECTING,
    DELIVERING,
    /** Out of reach for now; it tries again by itself. */
    RETRYING,
    /** All has been delivered. */
    ENDED,
    /** Delivers no more until somebody mends what the detail says. */
    FAILED;

    /** The word in {@code /health}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
