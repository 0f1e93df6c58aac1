package dev.spywatcher.event;

/**
 * Names as they may leave the server (EVT-8): without control characters (Unicode Cc); the rest, be
 * it emoji, right-to-left or HTML, unchanged. Half of a surrogate pair, which no encoder can write,
 * becomes U+FFFD.
 */
public final class DisplayName {

  private DisplayName() {}

  /** The name without what must not leave. */
  public static String of(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        return cleaned(raw);
      }
    }
    return raw;
  }

  private static String cleaned(String raw) {
    StringBuilder clean = new StringBuilder(raw.length());
    raw.codePoints()
        .filter(point -> !Character.isISOControl(point))
        .map(
            point ->
                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                    ? 0xFFFD
                    : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
