package dev.spywatcher.bus;

/**
 * Which shard a guild belongs to: as Discord has it for a snowflake, evenly for any other id. The
 * same on every machine.
 *
 * @param count how many there are, 1 or more
 */
public record ShardMap(int count) {

  private static final int WORKER_BITS = 22;

  public ShardMap {
    if (count < 1) {
      throw new IllegalArgumentException("shards: " + count + " is not 1 or more");
    }
  }

  /** The shard of a guild, from 0. */
  public int of(String guildId) {
    if (count == 1) {
      return 0;
    }
    try {
      return (int) ((Long.parseUnsignedLong(guildId) >>> WORKER_BITS) % count);
    } catch (NumberFormatException e) {
      return Math.floorMod(guildId.hashCode(), count);
    }
  }
}
