package dev.spywatcher.fault;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.room.Room;
import java.time.Instant;

/**
 * An event, and the room that it goes to: its own, unless a fault sends it astray.
 *
 * @param at the time of the event, by the service's clock
 */
public record Publication(Room room, EncodedEvent event, Instant at) {

  /** The same event in another room. */
  Publication in(Room other) {
    return new Publication(other, event, at);
  }

  /** Another event in its place. */
  Publication with(EncodedEvent other) {
    return new Publication(room, other, at);
  }
}
