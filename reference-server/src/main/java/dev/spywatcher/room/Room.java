package dev.spywatcher.room;

import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.EventName;

/** One of the two rooms that each guild has (SUB-3). */
public record Room(Kind kind, String guildId) {

  /** What a room carries. */
  public enum Kind {
    /** {@code analytics:update}. */
    ANALYTICS,
    /** The five guild events. */
    GUILD;

    /** {@code analytics} or {@code guild}. */
    public String word() {
      return this == ANALYTICS ? "analytics" : "guild";
    }
  }

  /** The room that an event belongs to. */
  public static Room of(EncodedEvent event) {
    return new Room(
        event.name() == EventName.ANALYTICS_UPDATE ? Kind.ANALYTICS : Kind.GUILD, event.guildId());
  }

  /** {@code analytics:1234} or {@code guild:1234}. */
  @Override
  public String toString() {
    return kind.word() + ":" + guildId;
  }
}
