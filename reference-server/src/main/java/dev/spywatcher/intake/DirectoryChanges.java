package dev.spywatcher.intake;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;

/**
 * Told of each change of the directory that an intake makes, in order, while it makes it; must not
 * block. Presence is none of them.
 */
public interface DirectoryChanges {

  /** Nobody is told. */
  DirectoryChanges NONE =
      new DirectoryChanges() {
        @Override
        public void guild(Guild guild) {}

        @Override
        public void member(Guild guild, Member member) {}

        @Override
        public void gone(String guildId, String userId) {}
      };

  /** A guild was created or replaced. */
  void guild(Guild guild);

  /** A user became a member, or a member has other roles. */
  void member(Guild guild, Member member);

  /** A user is no longer a member. Not called for those whom a replaced guild leaves out. */
  void gone(String guildId, String userId);
}
