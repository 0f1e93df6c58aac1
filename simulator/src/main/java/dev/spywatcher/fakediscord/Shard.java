package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The part of all guilds that one session is told of.
 *
 * @param index from 0 to {@code count} - 1
 */
public record Shard(int index, int count) {

  /** A session that is told of every guild. */
  static final Shard ALL = new Shard(0, 1);

  /** The shard that an IDENTIFY names; {@link #ALL} where it names none. */
  static Shard of(JsonNode pair) throws GatewayException {
    if (pair.isMissingNode() || pair.isNull()) {
      return ALL;
    }
    boolean two = pair.isArray() && pair.size() == 2 && pair.get(0).isInt() && pair.get(1).isInt();
    if (!two) {
      throw new GatewayException(CloseCode.INVALID_SHARD);
    }
    int index = pair.get(0).intValue();
    int count = pair.get(1).intValue();
    if (count < 1 || index < 0 || index >= count) {
      throw new GatewayException(CloseCode.INVALID_SHARD);
    }
    return new Shard(index, count);
  }

  /** {@code 0 of 2}. */
  @Override
  public String toString() {
    return index + " of " + count;
  }

  /** Whether a guild belongs to it. */
  boolean holds(long guildId) {
    return (guildId >>> 22) % count == index;
  }
}
