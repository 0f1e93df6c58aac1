package dev.spywatcher.features.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the API.
 *
 * @param untested why no scenario can test it from outside, or null where some do
 */
public record Rule(String id, Standing standing, String text, @Nullable String untested) {

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
