package dev.spywatcher.discord.play;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is to be played, moment by moment, in the order of time. Not thread-safe. */
public interface Script extends Closeable {

  /**
   * The next moment, {@link Moment#NONE} where looking for it takes longer, or {@code null} where
   * all has been played.
   *
   * @throws IOException where there is no next one to be had; the message is for the user
   */
  @Nullable Moment next() throws IOException;

  /** The round that the last moment was of, from 0; in each the time of play begins anew. */
  default int round() {
    return 0;
  }

  /** Called when the play is over, also more than once. */
  @Override
  void close() throws IOException;
}
