package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subscriptions are not acknowledged (SUB-12). */
final class NoAck extends Fault {

  NoAck(Setup setup) {
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
        super.subscribe(client, kind, guildId, strikes() ? nobody -> {} : answer);
      }

      @Override
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        super.unsubscribe(client, kind, guildId, strikes() ? nobody -> {} : answer);
      }
    };
  }
}
