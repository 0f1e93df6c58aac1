package dev.spywatcher.auth;

import org.jspecify.annotations.Nullable;

/** The judge of tokens. Thread-safe; never blocks. */
@FunctionalInterface
public interface Tokens {

  /**
   * Judges the {@code auth} payload of a CONNECT packet.
   *
   * @param auth the payload as plain Java values, or {@code null} where there was none
   */
  Verdict verify(@Nullable Object auth);
}
