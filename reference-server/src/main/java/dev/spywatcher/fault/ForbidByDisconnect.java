package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import dev.spywatcher.socket.Session;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that asks for a forbidden guild is disconnected (SUB-6). */
final class ForbidByDisconnect extends Fault {

  ForbidByDisconnect(Setup setup) {
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
                client.error(message);
                if (message.equals(Subscriptions.FORBIDDEN) && strikes()) {
                  site.sessions(client).forEach(Session::disconnect);
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
