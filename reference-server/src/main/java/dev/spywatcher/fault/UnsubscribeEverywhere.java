package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Unsubscribing ends the subscription for every client of the user (SUB-4). */
final class UnsubscribeEverywhere extends Fault {

  UnsubscribeEverywhere(Setup setup) {
    super(setup);
  }

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
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        super.unsubscribe(client, kind, guildId, answer);
        String user = client.identity().discordId();
        for (Client other : clients) {
          if (!other.equals(client) && other.identity().discordId().equals(user) && strikes()) {
            super.unsubscribe(other, kind, guildId, nobody -> {});
          }
        }
      }
    };
  }
}
