package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A forbidden guild is refused without an error (SUB-6). */
final class ForbidSilently extends Fault {

  ForbidSilently(Setup setup) {
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
        super.subscribe(
            new OverClient(client) {
              @Override
              public void error(String message) {
                if (!message.equals(Subscriptions.FORBIDDEN) || !strikes()) {
                  client.error(message);
                }
              }
            },
            kind,
            guildId,
            answer);
      }
    };
  }
}
