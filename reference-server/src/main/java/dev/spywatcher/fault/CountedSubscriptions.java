package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who subscribes twice has to unsubscribe twice (SUB-8). */
final class CountedSubscriptions extends Fault {

  CountedSubscriptions(Setup setup) {
    super(setup);
  }

  private final Map<Identity, Map<Room, Integer>> counts =
      Collections.synchronizedMap(new IdentityHashMap<>());

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void disconnected(Client client) {
        counts.remove(client.identity());
        super.disconnected(client);
      }

      @Override
      public void subscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        String id = good(guildId);
        if (id != null) {
          counts
              .computeIfAbsent(client.identity(), key -> new ConcurrentHashMap<>())
              .merge(new Room(kind, id), 1, Integer::sum);
        }
        super.subscribe(client, kind, guildId, answer);
      }

      @Override
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        String id = good(guildId);
        Map<Room, Integer> rooms = counts.get(client.identity());
        Integer left =
            rooms == null || id == null
                ? null
                : rooms.computeIfPresent(
                    new Room(kind, id), (room, count) -> count > 1 ? count - 1 : null);
        if (left != null && strikes()) {
          answer.accept(null);
        } else {
          super.unsubscribe(client, kind, guildId, answer);
        }
      }
    };
  }
}
