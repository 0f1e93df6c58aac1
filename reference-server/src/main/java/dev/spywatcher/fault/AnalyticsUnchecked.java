package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everyone may subscribe to the analytics of every guild (SUB-6). */
final class AnalyticsUnchecked extends Fault {

  AnalyticsUnchecked(Setup setup) {
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
        String id = good(guildId);
        if (kind == Room.Kind.ANALYTICS && id != null && strikes()) {
          enter(client, new Room(kind, id), answer);
        } else {
          super.subscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
