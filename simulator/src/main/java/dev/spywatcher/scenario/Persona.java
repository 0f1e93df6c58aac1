package dev.spywatcher.scenario;

import java.util.Locale;

/** A way of behaving that a member of a guild keeps to. */
public enum Persona {
  /** Writes, and types before writing. */
  CHATTER,
  /** Types often, hardly ever writes. */
  GHOST,
  /** Is present; never types or writes. */
  LURKER,
  /** Chats, and is now and then signed in on several kinds of client at once. */
  SEVERAL_CLIENTS,
  /** Chats, and is given one role after the other. */
  CLIMBER,
  /** A bot user, which answers others. */
  BOT,
  /** Has a young account and joined not long ago; asks something now and then. */
  NEWCOMER;

  /** As a scenario file has it: {@code several-clients}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
