package dev.spywatcher.room;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Steps that take their turns: each begins once the one before has completed, also where that
 * failed (SUB-15). No step runs while a lock of this is held, so that a caller never waits for the
 * step of another. Thread-safe.
 */
public final class Turns {

  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  /** Runs a step in its turn: at once where none is under way, or else by whoever completes it. */
  public void inOrder(Supplier<CompletionStage<?>> step) {
    CompletableFuture<Void> placed = new CompletableFuture<>();
    synchronized (this) {
      last =
          last.handle((done, failure) -> null)
              .thenCompose(nothing -> placed)
              .thenCompose(nothing -> step.get());
    }
    placed.complete(null);
  }
}
