package dev.spywatcher.fakediscord;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last payloads of one session, for a bot that comes back and has missed some. Bounded in
 * number and in bytes; the oldest make room. Not thread-safe.
 */
final class ReplayBuffer {

  private static final long MOST_BYTES = 32L << 20;

  private record Kept(long sequence, byte[] payload) {}

  private final Deque<Kept> kept = new ArrayDeque<>();
  private final int mostPayloads;
  private long bytes;
  private long forgotten;

  ReplayBuffer(int mostPayloads) {
    this.mostPayloads = mostPayloads;
  }

  void add(long sequence, byte[] payload) {
    kept.addLast(new Kept(sequence, payload));
    bytes += payload.length;
    while (kept.size() > mostPayloads || bytes > MOST_BYTES) {
      Kept oldest = kept.removeFirst();
      bytes -= oldest.payload().length;
      forgotten = oldest.sequence();
    }
  }

  /** What came after {@code sequence}, or {@code null} where some of it is forgotten. */
  @Nullable List<byte[]> after(long sequence) {
    if (sequence < forgotten) {
      return null;
    }
    List<byte[]> missed = new ArrayList<>();
    for (Kept one : kept) {
      if (one.sequence() > sequence) {
        missed.add(one.payload());
      }
    }
    return missed;
  }
}
