package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that connects again has its earlier subscriptions (CONN-7). */
final class RestoreSubscriptions extends Fault {

  RestoreSubscriptions(Setup setup) {
    super(setup);
  }

  private final Map<String, Set<Room>> rooms = new ConcurrentHashMap<>();

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void connected(Client client) {
        super.connected(client);
        if (strikes()) {
          rooms
              .getOrDefault(client.identity().discordId(), Set.of())
              .forEach(room -> client.seat().join(room, () -> {}));
        }
      }

      @Override
      public void subscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        super.subscribe(
            client,
            kind,
            guildId,
            refusal -> {
              String id = good(guildId);
              if (refusal == null && id != null) {
                rooms
                    .computeIfAbsent(
                        client.identity().discordId(), key -> ConcurrentHashMap.newKeySet())
                    .add(new Room(kind, id));
              }
              answer.accept(refusal);
            });
      }
    };
  }
}
