package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Room;

/** An event, and the room that it goes to: its own, unless a fault sends it astray. */
public record Publication(Room room, EncodedEvent event) {}
