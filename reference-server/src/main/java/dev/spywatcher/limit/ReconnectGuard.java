package dev.spywatcher.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Blocks an address that shakes hands too often (LIM-4): more than {@code limit} in ten seconds,
 * and it is out for {@code block}, twice as long each time up to eight times; after twenty times as
 * long without offence it starts afresh. Not thread-safe.
 */
final class ReconnectGuard {

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int LONGEST_BLOCK = 8;
  private static final int GOOD_BEHAVIOUR = 20;

  private final int limit;
  private final Duration block;
  private final Deque<Instant> handshakes = new ArrayDeque<>();
  private Duration lastBlock = Duration.ZERO;
  private Instant blockedUntil = Instant.MIN;

  ReconnectGuard(int limit, Duration block) {
    this.limit = limit;
    this.block = block;
  }

  /** How long the address is still blocked; zero where it is not. */
  Duration blockedFor(Instant now) {
    return now.isBefore(blockedUntil) ? Duration.between(now, blockedUntil) : Duration.ZERO;
  }

  /** Counts a handshake of an address that is not blocked; whether it is blocked by it. */
  boolean offends(Instant now) {
    handshakes.addLast(now);
    forgetOld(now);
    if (handshakes.size() <= limit) {
      return false;
    }
    if (hasBehaved(now)) {
      lastBlock = Duration.ZERO;
    }
    Duration longest = block.multipliedBy(LONGEST_BLOCK);
    Duration doubled = lastBlock.isZero() ? block : lastBlock.multipliedBy(2);
    lastBlock = doubled.compareTo(longest) > 0 ? longest : doubled;
    blockedUntil = now.plus(lastBlock);
    handshakes.clear();
    return true;
  }

  /** Whether nothing of the past matters any more. */
  boolean isForgotten(Instant now) {
    forgetOld(now);
    return handshakes.isEmpty() && hasBehaved(now);
  }

  private boolean hasBehaved(Instant now) {
    return lastBlock.isZero()
        || !now.isBefore(blockedUntil.plus(lastBlock.multipliedBy(GOOD_BEHAVIOUR)));
  }

  private void forgetOld(Instant now) {
    Instant oldest = now.minus(WINDOW);
    while (!handshakes.isEmpty() && !handshakes.peekFirst().isAfter(oldest)) {
      handshakes.removeFirst();
    }
  }
}
