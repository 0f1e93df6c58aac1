package dev.spywatcher.fault;

import dev.spywatcher.room.Room;
import java.util.function.Consumer;

/** Subscribers of analytics get the events of the guild too (SUB-3). */
final class MixRooms extends Fault {

  MixRooms(Setup setup) {
    super(setup);
  }

  @Override
  Consumer<Publication> publications(Consumer<Publication> honest) {
    return publication -> {
      honest.accept(publication);
      if (publication.room().kind() == Room.Kind.GUILD && strikes()) {
        honest.accept(publication.in(new Room(Room.Kind.ANALYTICS, publication.room().guildId())));
      }
    };
  }
}
