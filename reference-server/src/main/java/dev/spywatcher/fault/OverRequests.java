package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes everything on; a fault overrides what it breaks. */
abstract class OverRequests implements Requests {

  final Requests honest;

  OverRequests(Requests honest) {
    this.honest = honest;
  }

  @Override
  public void connected(Client client) {
    honest.connected(client);
  }

  @Override
  public void disconnected(Client client) {
    honest.disconnected(client);
  }

  @Override
  public void subscribe(
      Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer) {
    honest.subscribe(client, kind, guildId, answer);
  }

  @Override
  public void unsubscribe(
      Client client, Room.Kind kind, @Nullable Object guildId, Consumer<@Nullable String> answer) {
    honest.unsubscribe(client, kind, guildId, answer);
  }

  /** Lets a client into a room, in its turn, without asking anybody. */
  static void enter(Client client, Room room, Consumer<@Nullable String> answer) {
    client.inOrder(
        () -> {
          CompletableFuture<Void> done = new CompletableFuture<>();
          client
              .seat()
              .join(
                  room,
                  () -> {
                    answer.accept(null);
                    done.complete(null);
                  });
          return done;
        });
  }

  /** The guild id that a client sent where it is a good one; otherwise {@code null}. */
  static @Nullable String good(@Nullable Object guildId) {
    return guildId instanceof String id && !id.isBlank() && id.length() <= 64 ? id : null;
  }
}
