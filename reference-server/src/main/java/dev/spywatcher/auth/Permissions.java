package dev.spywatcher.auth;

import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Memberships;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The authority on who may view what. Thread-safe; never blocks. */
@FunctionalInterface
public interface Permissions {

  /** Whether that user may view that guild; an unknown guild is denied like any other (SUB-10). */
  CompletionStage<Decision> mayView(Identity user, String guildId);

  /**
   * As {@link #of(GuildDirectory)}, with memberships asked of an authority. A guild that the
   * directory does not know is denied without asking, and what the authority does not know is not
   * granted (SUB-13).
   */
  static Permissions of(GuildDirectory directory, @Nullable Memberships authority) {
    if (authority == null) {
      return of(directory);
    }
    return (user, guildId) -> {
      if (user.role() == Role.ADMIN || directory.guild(guildId) == null) {
        return of(directory).mayView(user, guildId);
      }
      return authority
          .of(guildId, user.discordId())
          .thenApply(
              answer ->
                  switch (answer) {
                    case MEMBER -> Decision.ALLOWED;
                    case NO_MEMBER -> Decision.DENIED;
                    case UNKNOWN -> Decision.UNAVAILABLE;
                  });
    };
  }

  /** Members view their guilds; an {@code ADMIN} views every guild that is known (SUB-14). */
  static Permissions of(GuildDirectory directory) {
    return (user, guildId) -> {
      boolean allowed =
          user.role() == Role.ADMIN
              ? directory.guild(guildId) != null
              : directory.isMember(guildId, user.discordId());
      return CompletableFuture.completedFuture(allowed ? Decision.ALLOWED : Decision.DENIED);
    };
  }
}
