package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unsubscribing changes nothing (SUB-4). */
final class IgnoreUnsubscribe extends Fault {

  IgnoreUnsubscribe(Setup setup) {
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
        if (strikes()) {
          answer.accept(null);
        } else {
          super.unsubscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
