package dev.spywatcher.discord;

import java.util.Locale;

/** A kind of Discord client that a user is signed in with. */
public enum Platform {
  DESKTOP,
  MOBILE,
  WEB;

  /** The word on the wire: {@code desktop}, {@code mobile}, {@code web}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
