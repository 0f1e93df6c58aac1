package dev.spywatcher.discord;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source that is its own author can be asked to play, what it plays, and what it knows of
 * its people. {@link #play} and {@link #pace} count among the calls of a {@link DiscordSource} that
 * never overlap; the rest is thread-safe.
 */
public interface Repertoire {

  /** The speed at which each event follows at once on the one before. */
  double FULL_SPEED = Double.POSITIVE_INFINITY;

  /**
   * One scenario that can be played.
   *
   * @param description what it is for, in a sentence
   * @param seed the seed that it has unless another is asked for
   */
  record Piece(String name, String description, long seed) {}

  /**
   * What is played.
   *
   * @param speed a factor on time; 0 while it pauses, {@link #FULL_SPEED} as fast as it is taken
   */
  record Playing(String scenario, long seed, double speed) {}

  /** Everything that can be played, by name. */
  List<Piece> pieces();

  /** What is played now. */
  Playing playing();

  /**
   * Throws {@link IllegalArgumentException} where {@code next} cannot be played, with a message
   * that names the field; changes nothing.
   */
  void check(Playing next);

  /**
   * Begins another play from its first event. The server has forgotten all guilds and activity, as
   * for {@link DiscordSource#reset()}; those of the new play are announced before it returns.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  void play(Playing next);

  /**
   * Goes on from the event that is next, at another speed.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  void pace(double speed);

  /**
   * The same, as if at a moment that has just come: where several servers play together, the same
   * moment on all of them.
   *
   * @throws IllegalArgumentException as {@link #check}
   */
  default void pace(double speed, Instant at) {
    pace(speed);
  }

  /**
   * The way in which the play has a member behave, such as {@code ghost}; {@code null} for who is
   * not of the play or joined it later.
   */
  @Nullable String persona(String guildId, String userId);
}
