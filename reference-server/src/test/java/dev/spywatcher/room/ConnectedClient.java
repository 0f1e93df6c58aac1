package dev.spywatcher.room;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A client without a connection: remembers what it was told. */
final class ConnectedClient implements Client {

  final Listener listener = new Listener();
  final List<String> errors = Collections.synchronizedList(new ArrayList<>());
  final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
  private final Identity identity;
  private final FanOut.Seat seat;
  private final Turns turns = new Turns();

  ConnectedClient(String userId, Role role, FanOut fanOut, EventLoops loops) {
    this.identity = new Identity(userId, role, null);
    this.seat = fanOut.seat(listener, loops.first);
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public FanOut.Seat seat() {
    return seat;
  }

  @Override
  public void error(String message) {
    errors.add(message);
  }

  @Override
  public void inOrder(Supplier<CompletionStage<?>> step) {
    turns.inOrder(step);
  }

  @Override
  public void refused(String what, String reason) {
    refusals.add(what + ": " + reason);
  }
}
