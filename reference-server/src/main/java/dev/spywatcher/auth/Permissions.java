package dev.spywatcher.auth;

import dev.spywatcher.discord.GuildDirectory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The authority on who may view what. Thread-safe; never blocks. */
@FunctionalInterface
public interface Permissions {

  /** Whether that user may view that guild; an unknown guild is denied like any other (SUB-10). */
  CompletionStage<Decision> mayView(Identity user, String guildId);

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
