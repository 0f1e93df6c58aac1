package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.FanOut;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Passes everything on to a client, but the errors that it is told. */
abstract class OverClient implements Client {

  private final Client client;

  OverClient(Client client) {
    this.client = client;
  }

  @Override
  public Identity identity() {
    return client.identity();
  }

  @Override
  public FanOut.Seat seat() {
    return client.seat();
  }

  @Override
  public void inOrder(Supplier<CompletionStage<?>> step) {
    client.inOrder(step);
  }

  @Override
  public void refused(String what, String reason) {
    client.refused(what, reason);
  }
}
