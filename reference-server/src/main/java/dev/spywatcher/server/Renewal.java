package dev.spywatcher.server;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Repertoire;
import org.jspecify.annotations.Nullable;

/**
 * Beginning again with nothing known: the same play, or another. One at a time, so that the guilds
 * of two plays never mix.
 */
final class Renewal {

  private final Runnable forget;
  private final @Nullable DiscordSource source;

  /**
   * Renewal.
   *
   * @param forget forgets guilds, activity, throttles and limits, and ends every subscription
   */
  Renewal(Runnable forget, @Nullable DiscordSource source) {
    this.forget = forget;
    this.source = source;
  }

  synchronized void reset() {
    forget.run();
    if (source != null) {
      source.reset();
    }
  }

  synchronized void play(Repertoire.Playing next) {
    Repertoire repertoire = source == null ? null : source.repertoire();
    if (repertoire != null) {
      repertoire.check(next);
      forget.run();
      repertoire.play(next);
    }
  }
}
