package dev.spywatcher.bus;

import java.time.Instant;
import java.util.Set;

/** All guilds are of one shard; whose that is, a test says. */
final class OneShard implements Shards {

  volatile long fence = ALONE;

  /** What others deliver of before that does not count. */
  volatile Instant othersFrom = Instant.MIN;

  @Override
  public int count() {
    return 1;
  }

  @Override
  public int of(String guildId) {
    return 0;
  }

  @Override
  public long fence(String guildId, Instant at) {
    return fence;
  }

  @Override
  public boolean fromOthers(String guildId, Instant at) {
    return fence != ALONE && !at.isBefore(othersFrom);
  }

  @Override
  public Set<Integer> held() {
    return Set.of();
  }

  @Override
  public boolean ingests(String guildId) {
    return fence != NOT_OURS;
  }

  @Override
  public boolean isAlone(String guildId) {
    return fence == ALONE;
  }

  @Override
  public boolean holds(String guildId) {
    return fence > 0;
  }
}
