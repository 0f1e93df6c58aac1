package dev.spywatcher.room;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What clients ask of the rooms. Thread-safe. */
public interface Requests {

  /** A client has connected. */
  void connected(Client client);

  /** A client has gone; its seat leaves every room. */
  void disconnected(Client client);

  /**
   * A client asks to be let into a room.
   *
   * @param guildId what it sent, whatever that is
   * @param answer called once with {@code null} when it is in, or with the message of the refusal
   */
  void subscribe(
      Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer);

  /**
   * A client asks to be let out of a room; what it cannot be in is ignored (SUB-9).
   *
   * @param answer called once with {@code null} when it is out
   */
  void unsubscribe(
      Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer);
}
