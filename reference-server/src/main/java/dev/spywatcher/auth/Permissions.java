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
   * As {@link #of(GuildDirectory)}, with memberships asked of an authority. What that does not know
   * is not granted (SUB-13), nor is a guild that the directory does not know yet.
   */
  static Permissions of(GuildDirectory directory, @Nullable Memberships authority) {
    if (authority == null) {
      return of(directory);
    }
    return (user, guildId) -> {
      boolean known = directory.guild(guildId) != null;
      if (known && user.role() == Role.ADMIN) {
        return CompletableFuture.completedFuture(Decision.ALLOWED);
      }
      return authority
          .of(guildId, user.discordId())
          .thenApply(
              answer ->
                  switch (answer) {
                    case MEMBER -> known ? Decision.ALLOWED : Decision.UNAVAILABLE;
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
