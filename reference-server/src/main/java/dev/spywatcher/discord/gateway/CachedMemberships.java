package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.Memberships;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/**
 * What Discord said about members, kept for a minute at most, and no longer than until the gateway
 * tells of a change (SUB-13). "Unknown" is never kept. Thread-safe.
 */
final class CachedMemberships implements Memberships {

  /** How long a member counts as one. */
  private static final Duration KEPT = Duration.ofSeconds(60);

  /** How long nobody is asked again about someone who is no member. */
  private static final Duration KEPT_REFUSAL = Duration.ofSeconds(5);

  private static final int MOST = 10_000;

  private record Key(String guildId, String userId) {}

  private record Kept(CompletableFuture<Answer> answer, Instant asked) {}

  private final BiFunction<String, String, CompletableFuture<Answer>> ask;
  private final InstantSource clock;
  private final Map<Key, Kept> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A cache.
   *
   * @param ask asks about a guild and a user; completes normally
   */
  CachedMemberships(
      BiFunction<String, String, CompletableFuture<Answer>> ask, InstantSource clock) {
    this.ask = ask;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Answer> of(String guildId, String userId) {
    // What is no snowflake must not become a path.
    if (!isSnowflake(guildId) || !isSnowflake(userId)) {
      return CompletableFuture.completedFuture(Answer.NO_MEMBER);
    }
    Key key = new Key(guildId, userId);
    Kept fresh;
    synchronized (kept) {
      Kept known = kept.get(key);
      if (known != null && counts(known)) {
        return known.answer();
      }
      fresh = new Kept(new CompletableFuture<>(), clock.instant());
      kept.remove(key);
      kept.put(key, fresh);
    }
    ask.apply(guildId, userId)
        .whenComplete(
            (answer, failure) -> {
              Answer told = answer == null ? Answer.UNKNOWN : answer;
              if (told == Answer.UNKNOWN) {
                synchronized (kept) {
                  kept.remove(key, fresh);
                }
              }
              fresh.answer().complete(told);
            });
    return fresh.answer();
  }

  private boolean counts(Kept known) {
    Answer told = known.answer().getNow(Answer.MEMBER);
    Duration most = told == Answer.MEMBER ? KEPT : KEPT_REFUSAL;
    return Duration.between(known.asked(), clock.instant()).compareTo(most) < 0;
  }

  /** The membership has changed: what was said does not count any more. */
  @Override
  public void changed(String guildId, String userId) {
    synchronized (kept) {
      kept.remove(new Key(guildId, userId));
    }
  }

  /** All memberships of a guild have changed. */
  void changed(String guildId) {
    synchronized (kept) {
      kept.keySet().removeIf(key -> key.guildId().equals(guildId));
    }
  }

  private static boolean isSnowflake(String id) {
    return !id.isEmpty() && id.length() <= 20 && id.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
