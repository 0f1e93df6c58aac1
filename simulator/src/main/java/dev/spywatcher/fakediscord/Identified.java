package dev.spywatcher.fakediscord;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A session as it stands: some bot has logged in. Immutable.
 *
 * @param library what the bot says that it is made with; may be empty
 * @param sequence how many dispatches it was told so far, those of a RESUME not counted again
 * @param confirmed how many of them it has seen, by its latest heartbeat
 * @param lag how long it took to send the last heartbeat that it was asked for
 * @param resumes how often it has gone on after an interruption
 * @param connected whether it has a connection now
 */
public record Identified(
    String sessionId,
    String library,
    Shard shard,
    Set<Intent> intents,
    long sequence,
    long confirmed,
    Duration lag,
    int resumes,
    boolean connected,
    Instant since) {
  public Identified {
    intents = Set.copyOf(intents);
  }
}
