package dev.spywatcher.discord.replay;

import org.jspecify.annotations.Nullable;

/** One run from the first event on, until a reset or the close. */
interface Play extends AutoCloseable {

  /** Told once when a play comes to its end by itself. */
  interface Ending {
    /**
     * The end.
     *
     * @param failure what ended it too early; {@code null} where all was played
     */
    void ended(Rounds rounds, @Nullable Exception failure);
  }

  void begin();

  /** Ends it; returns when nothing is delivered any more. Also after it has ended by itself. */
  @Override
  void close();
}
