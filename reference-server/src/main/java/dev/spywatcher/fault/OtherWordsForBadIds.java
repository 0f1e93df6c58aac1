package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bad guild id is refused in other words (SUB-7). */
final class OtherWordsForBadIds extends Fault {

  OtherWordsForBadIds(Setup setup) {
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
                    message.equals(Subscriptions.INVALID_GUILD) && strikes()
                        ? "Bad request"
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
