package dev.spywatcher.load.simulation;

import dev.spywatcher.load.await.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/** Lets numbered clients in a few at a time: a client enters as another has arrived. */
final class Door {

  private static final int AT_ONCE = 100;
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMillis(5);

  private final List<CompletableFuture<Void>> openings = new ArrayList<>();
  private final IntSupplier arrived;
  private int opened;

  /**
   * A door that is shut.
   *
   * @param arrived how many are in
   */
  Door(int clients, IntSupplier arrived) {
    for (int i = 0; i < clients; i++) {
      openings.add(new CompletableFuture<>());
    }
    this.arrived = arrived;
  }

  /** Complete when a client may enter. */
  CompletableFuture<Void> opening(int client) {
    return openings.get(client);
  }

  /** Lets in the clients up to a number, and waits until they have arrived. */
  void open(int upTo) throws IOException, InterruptedException {
    while (opened < upTo) {
      int next = opened;
      if (!Waiting.until(() -> next - arrived.getAsInt() < AT_ONCE, STALLED, SOON)) {
        throw stalled();
      }
      openings.get(opened++).complete(null);
    }
    if (!Waiting.until(() -> arrived.getAsInt() >= upTo, STALLED, SOON)) {
      throw stalled();
    }
  }

  private IOException stalled() {
    return new IOException(
        "%d clients were let in, %d have arrived within %d s"
            .formatted(opened, arrived.getAsInt(), STALLED.toSeconds()));
  }
}
