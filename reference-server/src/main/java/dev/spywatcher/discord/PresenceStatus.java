package dev.spywatcher.discord;

import java.util.Locale;

/** A user's status as Discord shows it. */
public enum PresenceStatus {
  ONLINE,
  IDLE,
  DND,
  OFFLINE;

  /** The word on the wire: {@code online}, {@code idle}, {@code dnd}, {@code offline}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
