package dev.spywatcher.fakediscord;

import org.jspecify.annotations.Nullable;

/** Ids as bot libraries read them: positive decimal numbers of at most 19 digits. */
final class Snowflakes {

  private Snowflakes() {}

  /** The number that an id is, or {@code null}. */
  static @Nullable Long number(String id) {
    if (id.isEmpty() || id.length() > 19 || id.charAt(0) == '0') {
      return null;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return null;
      }
    }
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Refuses an id that no bot library could read.
   *
   * @throws IllegalArgumentException names the field
   */
  static void require(String field, String id) {
    if (number(id) == null) {
      String shown = id.length() > 30 ? id.substring(0, 30) + "…" : id;
      throw new IllegalArgumentException(
          field + ": \"" + shown + "\" is not a Discord id (a number of at most 19 digits)");
    }
  }
}
