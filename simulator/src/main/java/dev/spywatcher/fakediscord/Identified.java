package dev.spywatcher.fakediscord;

import java.time.Instant;
import java.util.Set;

/**
 * A session as it stands: some bot has logged in. Immutable.
 *
 * @param library what the bot says that it is made with; may be empty
 * @param sequence how many dispatches it was told so far, those of a RESUME not counted again
 * @param resumes how often it has gone on after an interruption
 * @param connected whether it has a connection now
 */
public record Identified(
    String sessionId,
    String library,
    Shard shard,
    Set<Intent> intents,
    long sequence,
    int resumes,
    boolean connected,
    Instant since) {
  public Identified {
    intents = Set.copyOf(intents);
  }
}
