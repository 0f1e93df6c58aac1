package dev.spywatcher.bus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * When this server may log in at Discord once more: a bot may do so every five seconds, by however
 * many servers. While Redis is away nobody is asked. Thread-safe.
 */
public final class LoginTurns {

  private static final Script TURN = Script.named("login-turn");

  /** A little more than Discord asks for, since logins take different times to get there. */
  private static final Duration APART = Duration.ofMillis(5_500);

  private final Link link;

  /** Turns among the servers of a link. */
  public LoginTurns(Link link) {
    this.link = link;
  }

  /** Completes, normally, when it is this server's turn. */
  public CompletionStage<?> next() {
    return link.run(TURN, List.of("login-turn"), List.of(APART.toMillis()))
        .thenApply(answer -> (Long) answer.get(0))
        .exceptionally(failure -> 0L)
        .thenCompose(
            wait ->
                wait <= 0
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(
                            () -> {},
                            CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS))
                        .thenCompose(again -> next()));
  }
}
