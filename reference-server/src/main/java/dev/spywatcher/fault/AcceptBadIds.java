package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A bad guild id is ignored without an error (SUB-7). */
final class AcceptBadIds extends Fault {

  AcceptBadIds(Setup setup) {
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
        if (good(guildId) == null && strikes()) {
          answer.accept(null);
        } else {
          super.subscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
