package dev.spywatcher.discord;

import org.jspecify.annotations.Nullable;

/**
 * Where guilds and events come from: a simulator, Discord's gateway, a recording, or calls of the
 * control API. A server has one.
 *
 * <p>Life cycle: {@link #start} once, {@link #reset} any number of times, {@link #close} once (also
 * after a start that failed). Calls never overlap.
 */
public interface DiscordSource extends AutoCloseable {

  /** What to call it in messages: {@code simulator}, {@code discord}, {@code replay}. */
  String name();

  /**
   * Begins to deliver. Announces its guilds before it returns where it knows them by then; must not
   * block on the network.
   *
   * @throws IllegalArgumentException where the source is misconfigured, with a message for its user
   */
  void start(SourceContext context);

  /**
   * The server has forgotten all guilds and activity: announce the guilds again and, for a source
   * that is its own author, begin again from the first event.
   */
  default void reset() {}

  /**
   * The authority on who is a member of what; {@code null} where that is what the source has
   * announced.
   */
  default @Nullable Memberships memberships() {
    return null;
  }

  /** What it can be asked to play; {@code null} for a source that is not its own author. */
  default @Nullable Repertoire repertoire() {
    return null;
  }

  /** How it is doing; thread-safe, and at any time. */
  default SourceState state() {
    return SourceState.DELIVERING;
  }

  /** Stops delivering and frees what it holds; nothing is delivered after it has returned. */
  @Override
  void close();
}
