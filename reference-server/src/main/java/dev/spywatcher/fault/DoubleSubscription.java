package dev.spywatcher.fault;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.event.EventName;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.socket.Session;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who subscribes twice gets every event twice (SUB-8). */
final class DoubleSubscription extends Fault {

  DoubleSubscription(Setup setup) {
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
        super.subscribe(
            client,
            kind,
            guildId,
            refusal -> {
              if (refusal == null && id != null) {
                counts
                    .computeIfAbsent(client.identity(), key -> new ConcurrentHashMap<>())
                    .merge(new Room(kind, id), 1, Integer::sum);
              }
              answer.accept(refusal);
            });
      }

      @Override
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        String id = good(guildId);
        Map<Room, Integer> rooms = counts.get(client.identity());
        if (rooms != null && id != null) {
          rooms.remove(new Room(kind, id));
        }
        super.unsubscribe(client, kind, guildId, answer);
      }
    };
  }

  @Override
  Deliveries deliveries(Deliveries honest) {
    return (subscriber, event, hand) -> {
      Identity identity = subscriber instanceof Session session ? session.identity() : null;
      Map<Room, Integer> rooms = identity == null ? null : counts.get(identity);
      Room.Kind kind =
          event.name() == EventName.ANALYTICS_UPDATE ? Room.Kind.ANALYTICS : Room.Kind.GUILD;
      int times =
          rooms == null || !strikes() ? 1 : rooms.getOrDefault(new Room(kind, event.guildId()), 1);
      for (int i = 0; i < times; i++) {
        honest.deliver(subscriber, event, hand);
      }
    };
  }
}
