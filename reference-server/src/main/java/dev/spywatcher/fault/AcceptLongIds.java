package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A guild id of any length is taken for one (SUB-7). */
final class AcceptLongIds extends Fault {

  AcceptLongIds(Setup setup) {
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
        if (guildId instanceof String id && !id.isBlank() && id.length() > 64 && strikes()) {
          client.error(Subscriptions.FORBIDDEN);
          answer.accept(Subscriptions.FORBIDDEN);
        } else {
          super.subscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
