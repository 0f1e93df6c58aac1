package dev.spywatcher.features.rule;

import java.util.Locale;

/** One rule of the API. */
public record Rule(String id, Standing standing, String text) {

  /** How binding a rule is. */
  public enum Standing {
    /** The document says it. */
    DOCUMENTED,
    /** It follows from the document together with Socket.IO or Discord. */
    IMPLIED,
    /** A decision of the reference server, where the document is silent. */
    REFERENCE
  }

  @Override
  public String toString() {
    return id + " (" + standing.name().toLowerCase(Locale.ROOT) + "): " + text;
  }
}
