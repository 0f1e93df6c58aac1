package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;
import java.nio.charset.StandardCharsets;

/** Events that are nothing but a label. */
final class Events {

  static final Room GUILD = new Room(Room.Kind.GUILD, "900");
  static final Room ANALYTICS = new Room(Room.Kind.ANALYTICS, "900");
  static final Room OTHER_GUILD = new Room(Room.Kind.GUILD, "901");

  private Events() {}

  static EncodedEvent in(Room room, String label) {
    EventName name =
        room.kind() == Room.Kind.ANALYTICS ? EventName.ANALYTICS_UPDATE : EventName.MESSAGE_NEW;
    return new EncodedEvent(
        name, room.guildId(), label, ("<" + label + ">").getBytes(StandardCharsets.UTF_8));
  }
}
