package dev.spywatcher.room;

import dev.spywatcher.auth.Identity;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A connected client, as far as subscriptions are concerned. Thread-safe. */
public interface Client {

  /** Whom its token vouches for. */
  Identity identity();

  /** Its place in the rooms. */
  FanOut.Seat seat();

  /** Sends an {@code error} event (ERR-1). */
  void error(String message);

  /** Runs steps one after the other, each once the one before has completed (SUB-15). */
  void inOrder(Supplier<CompletionStage<?>> step);

  /** Says in the log what a client developer should change. */
  void refused(String what, String reason);
}
