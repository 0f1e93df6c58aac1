package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unsubscribing from a room that was not joined is an error (SUB-9). */
final class UnsubscribeErrors extends Fault {

  UnsubscribeErrors(Setup setup) {
    super(setup);
  }

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        String id = good(guildId);
        if ((id == null || !client.seat().rooms().contains(new Room(kind, id))) && strikes()) {
          client.error("Not subscribed");
        }
        super.unsubscribe(client, kind, guildId, answer);
      }
    };
  }
}
