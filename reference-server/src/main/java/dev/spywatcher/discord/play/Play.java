package dev.spywatcher.discord.play;

import dev.spywatcher.discord.SourceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of a script from the first moment on, until its end or the close. Thread-safe. */
public interface Play extends AutoCloseable {

  /** The speed of a play for which times do not count. */
  double FULL_SPEED = Double.POSITIVE_INFINITY;

  /** Told once when a play comes to its end by itself. */
  interface Ending {
    /**
     * The end; the script is closed by then.
     *
     * @param failure what ended it too early; {@code null} where all was played
     */
    void ended(@Nullable Exception failure);
  }

  /**
   * A play that has not begun yet.
   *
   * @param source what to call it in messages
   * @param beginning when the first moment of the play is
   * @param speed a factor on time; {@link #FULL_SPEED} as fast as the server takes it, on a thread
   *     of its own
   */
  static Play of(
      String source,
      Script script,
      SourceContext context,
      Instant beginning,
      double speed,
      Ending ending) {
    return speed == FULL_SPEED
        ? new FullSpeedPlay(source, script, context, ending)
        : new PacedPlay(source, script, context, beginning, speed, ending);
  }

  void begin();

  /**
   * Ends it, and closes the script; also after it has ended by itself. Nothing happens any more
   * once this has returned, unless it was called from within what happens.
   */
  @Override
  void close();
}
