package dev.spywatcher.discord;

import java.util.concurrent.CompletionStage;

/**
 * The authority on who is a member of what, where that is not the directory: asked each time that
 * somebody wants to view a guild (SUB-13). Thread-safe; never blocks.
 */
@FunctionalInterface
public interface Memberships {

  /** What the authority says. */
  enum Answer {
    MEMBER,
    NO_MEMBER,
    /** It cannot be reached, or did not say. */
    UNKNOWN
  }

  /**
   * Whether that user is a member of that guild; completes normally whatever happens. A guild that
   * there is not has no member; one that may still have to be loaded is unknown.
   */
  CompletionStage<Answer> of(String guildId, String userId);

  /** Somebody else has noticed that the membership has changed. */
  default void changed(String guildId, String userId) {}
}
