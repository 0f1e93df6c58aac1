package dev.spywatcher.fakediscord;

/**
 * Who every bot is that logs in: one application, with one user, which owns each guild.
 *
 * @param id Discord id (snowflake) of the user and of the application
 */
record BotUser(String id, String username) {

  /** The only one. Owning the guilds, it can never be without a permission. */
  static final BotUser BOT = new BotUser("139692813516963839", "spywatcher-bot");
}
