package dev.spywatcher.fault;

import dev.spywatcher.intake.Intake.MembershipListener;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who comes back to a guild has the old subscriptions again (SUB-11). */
final class RestoreAfterReturn extends Fault {

  RestoreAfterReturn(Setup setup) {
    super(setup);
  }

  private static final Duration LOOK = Duration.ofMillis(300);

  private final Set<Client> clients = ConcurrentHashMap.newKeySet();

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void connected(Client client) {
        super.connected(client);
        clients.add(client);
      }

      @Override
      public void disconnected(Client client) {
        clients.remove(client);
        super.disconnected(client);
      }

      @Override
      public void subscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        clients.add(client);
        super.subscribe(client, kind, guildId, answer);
      }
    };
  }

  @Override
  MembershipListener memberships(MembershipListener honest) {
    return (guildId, userId) -> {
      for (Client client : clients) {
        if (client.identity().discordId().equals(userId) && strikes()) {
          List<Room> lost =
              client.seat().rooms().stream()
                  .filter(room -> room.guildId().equals(guildId))
                  .toList();
          later(LOOK, () -> look(client, lost));
        }
      }
      honest.memberGone(guildId, userId);
    };
  }

  private void look(Client client, List<Room> lost) {
    if (lost.isEmpty() || !clients.contains(client)) {
      return;
    }
    if (site.directory().isMember(lost.get(0).guildId(), client.identity().discordId())) {
      lost.forEach(room -> client.seat().join(room, () -> {}));
    } else {
      later(LOOK, () -> look(client, lost));
    }
  }
}
