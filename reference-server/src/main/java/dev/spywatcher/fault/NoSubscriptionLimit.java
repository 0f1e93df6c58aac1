package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subscriptions of a client are not limited (LIM-7). */
final class NoSubscriptionLimit extends Fault {

  NoSubscriptionLimit(Setup setup) {
    super(setup);
  }

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void subscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        if (!strikes()) {
          super.subscribe(client, kind, guildId, answer);
          return;
        }
        super.subscribe(
            new OverClient(client) {
              @Override
              public void error(String message) {
                if (!message.equals(Subscriptions.TOO_MANY)) {
                  client.error(message);
                }
              }
            },
            kind,
            guildId,
            refusal -> {
              String id = good(guildId);
              if (Subscriptions.TOO_MANY.equals(refusal) && id != null) {
                enter(client, new Room(kind, id), answer);
              } else {
                answer.accept(refusal);
              }
            });
      }
    };
  }
}
