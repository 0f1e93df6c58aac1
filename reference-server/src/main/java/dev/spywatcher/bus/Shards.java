package dev.spywatcher.bus;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which server takes in the events of which guild, as this server knows it. A guild belongs to one
 * shard; at any time of events one server of the service holds a shard, or, while Redis is away,
 * each server for its own clients. Thread-safe; never blocks.
 */
public interface Shards {

  /** What an event is taken in as that this server is not to deliver at all. */
  long NOT_OURS = -1;

  /** What an event is taken in as that is for this server's own clients alone. */
  long ALONE = 0;

  /** Into how many shards the guilds are divided. */
  int count();

  /** The shard of a guild, from 0. */
  int of(String guildId);

  /**
   * As what an event of this server is delivered.
   *
   * @param at the time of the event, by the service's clock
   * @return the fencing number, greater than 0, under which it is published; {@link #ALONE}; or
   *     {@link #NOT_OURS}: this server has lost the shard, and the event with it
   */
  long fence(String guildId, Instant at);

  /**
   * Whether an event that another server publishes is for the clients here: not while this server
   * takes in the guild's events alone, nor where it did so at the time of the event.
   *
   * @param at the time of the event, by the service's clock
   */
  boolean fromOthers(String guildId, Instant at);

  /** The shards that this server holds now, none while it is alone. */
  Set<Integer> held();

  /** Whether this server takes in what happens in a guild now. */
  boolean ingests(String guildId);

  /** Whether it does so for its own clients alone. */
  boolean isAlone(String guildId);

  /** Whether it does so with any guild there might be. */
  default boolean isAlone() {
    return false;
  }

  /** Whether this server has the lease of a guild's shard, be it one that may have run out. */
  boolean holds(String guildId);

  /**
   * The id of the server that holds the shard of a guild, as of about a second ago; {@code null}
   * where none does, or nobody knows. This server itself while it is alone.
   */
  default @Nullable String holder(String guildId) {
    return null;
  }
}
