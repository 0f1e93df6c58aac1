package dev.spywatcher.load.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.load.client.Packet;

/** Sees all that happens to a user's socket; told on the user's event loop. */
public interface Observer {

  /** Connected, for the first time or again. */
  default void connected() {}

  /** An attempt to connect has failed. */
  default void refused(String reason) {}

  /** An event of the user's is about to be sent. */
  default void sending(String event) {}

  /** An event of the user's has been acknowledged as it should. */
  default void acknowledged(String event, JsonNode answer) {}

  /** An event of the user's has been acknowledged, and not as it should. */
  default void declined(String event) {}

  /** An event was pushed. */
  default void event(Packet packet) {}

  /** The connection is lost, or the server has ended it. */
  default void disconnected(String reason) {}

  /** The user has left by its own will. */
  default void left() {}
}
