package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unsubscribing from one room of a guild ends the other too (SUB-4). */
final class UnsubscribeBoth extends Fault {

  UnsubscribeBoth(Setup setup) {
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
        super.unsubscribe(client, kind, guildId, answer);
        if (strikes()) {
          super.unsubscribe(
              client,
              kind == Room.Kind.GUILD ? Room.Kind.ANALYTICS : Room.Kind.GUILD,
              guildId,
              nobody -> {});
        }
      }
    };
  }
}
