package dev.spywatcher.bus;

/** The servers of the service divide the guilds into another number of shards than this one. */
public final class ShardsDifferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ShardsDifferException(int own, long others) {
    super(
        "--shards: "
            + own
            + " is not the number that the other servers of this service have; give --shards "
            + others
            + ", or another --service");
  }
}
