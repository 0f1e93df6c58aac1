package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;

/** A client that connects is in the rooms of every guild (SUB-3). */
final class SubscribeEveryone extends Fault {

  SubscribeEveryone(Setup setup) {
    super(setup);
  }

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void connected(Client client) {
        super.connected(client);
        if (strikes()) {
          site.directory()
              .guilds()
              .forEach(
                  guild -> client.seat().join(new Room(Room.Kind.GUILD, guild.id()), () -> {}));
        }
      }
    };
  }
}
