package dev.spywatcher.fakediscord;

import java.util.EnumSet;
import java.util.Set;

/** A group of dispatches that a bot asks for when it identifies. */
public enum Intent {
  GUILDS(0),
  GUILD_MEMBERS(1),
  GUILD_MODERATION(2),
  GUILD_EXPRESSIONS(3),
  GUILD_INTEGRATIONS(4),
  GUILD_WEBHOOKS(5),
  GUILD_INVITES(6),
  GUILD_VOICE_STATES(7),
  GUILD_PRESENCES(8),
  GUILD_MESSAGES(9),
  GUILD_MESSAGE_REACTIONS(10),
  GUILD_MESSAGE_TYPING(11),
  DIRECT_MESSAGES(12),
  DIRECT_MESSAGE_REACTIONS(13),
  DIRECT_MESSAGE_TYPING(14),
  MESSAGE_CONTENT(15),
  GUILD_SCHEDULED_EVENTS(16),
  AUTO_MODERATION_CONFIGURATION(20),
  AUTO_MODERATION_EXECUTION(21),
  GUILD_MESSAGE_POLLS(24),
  DIRECT_MESSAGE_POLLS(25);

  private final int bit;

  Intent(int bit) {
    this.bit = bit;
  }

  /** Whether Discord gives it only to applications that were granted it. */
  public boolean privileged() {
    return this == GUILD_MEMBERS || this == GUILD_PRESENCES || this == MESSAGE_CONTENT;
  }

  /** The intents of a bit mask; {@code null}-free, and empty bits are ignored. */
  static Set<Intent> of(long mask) {
    Set<Intent> intents = EnumSet.noneOf(Intent.class);
    for (Intent intent : values()) {
      if ((mask & 1L << intent.bit) != 0) {
        intents.add(intent);
      }
    }
    return intents;
  }

  /** Whether every bit of the mask has a meaning. */
  static boolean valid(long mask) {
    long known = 0;
    for (Intent intent : values()) {
      known |= 1L << intent.bit;
    }
    return mask >= 0 && (mask & ~known) == 0;
  }
}
