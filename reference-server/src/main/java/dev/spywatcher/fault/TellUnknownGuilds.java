package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An unknown guild is refused in other words than a forbidden one (SUB-10). */
final class TellUnknownGuilds extends Fault {

  TellUnknownGuilds(Setup setup) {
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
                client.error(
                    message.equals(Subscriptions.FORBIDDEN)
                            && guildId instanceof String id
                            && site.directory().guild(id) == null
                            && strikes()
                        ? "Unknown guild"
                        : message);
              }
            },
            kind,
            guildId,
            answer);
      }
    };
  }
}
