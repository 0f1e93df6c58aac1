package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscription ends those to other guilds (SUB-5). */
final class OneGuildOnly extends Fault {

  OneGuildOnly(Setup setup) {
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
        if (strikes()) {
          for (Room room : client.seat().rooms()) {
            if (!room.guildId().equals(guildId)) {
              super.unsubscribe(client, room.kind(), room.guildId(), nobody -> {});
            }
          }
        }
        super.subscribe(client, kind, guildId, answer);
      }
    };
  }
}
