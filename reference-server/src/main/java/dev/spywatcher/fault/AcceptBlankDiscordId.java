package dev.spywatcher.fault;

/** A token with a blank discordId is taken (AUTH-4). */
final class AcceptBlankDiscordId extends LenientTokens {

  AcceptBlankDiscordId(Setup setup) {
    super(setup, Claims.Flaw.BLANK_DISCORD_ID);
  }
}
