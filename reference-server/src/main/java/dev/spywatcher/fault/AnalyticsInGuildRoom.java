package dev.spywatcher.fault;

import dev.spywatcher.room.Room;
import java.util.function.Consumer;

/** Subscribers of the guild get its analytics too (SUB-3). */
final class AnalyticsInGuildRoom extends Fault {

  AnalyticsInGuildRoom(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<Publication> publications(Consumer<Publication> honest) {
    return publication -> {
      honest.accept(publication);
      if (publication.room().kind() == Room.Kind.ANALYTICS && strikes()) {
        honest.accept(publication.in(new Room(Room.Kind.GUILD, publication.room().guildId())));
      }
    };
  }
}
