package dev.spywatcher.bus;

/** Redis is away, or does not answer in time. */
public final class RedisAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RedisAwayException(String message) {
    super(message);
  }
}
