package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unsubscribing from analytics changes nothing (SUB-4). */
final class IgnoreUnsubscribeAnalytics extends Fault {

  IgnoreUnsubscribeAnalytics(Setup setup) {
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
        if (kind == Room.Kind.ANALYTICS && strikes()) {
          answer.accept(null);
        } else {
          super.unsubscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
