package dev.spywatcher.discord.gateway;

/**
 * The guilds that one connection is told of.
 *
 * @param index from 0
 * @param count how many there are
 */
record GatewayShard(int index, int count) {

  private static final int WORKER_BITS = 22;

  /** Every guild. */
  static final GatewayShard ALL = new GatewayShard(0, 1);

  /** Whether a guild is one of them; what is no snowflake is of the only shard at most. */
  boolean has(String guildId) {
    try {
      return (Long.parseUnsignedLong(guildId) >>> WORKER_BITS) % count == index;
    } catch (NumberFormatException e) {
      return count == 1;
    }
  }

  /** {@code shard 0 of 2: } or nothing where there is one only. */
  String prefix() {
    return count == 1 ? "" : "shard " + index + " of " + count + ": ";
  }
}
