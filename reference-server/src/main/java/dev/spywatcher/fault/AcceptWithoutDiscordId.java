package dev.spywatcher.fault;

/** A token without discordId is taken (AUTH-4). */
final class AcceptWithoutDiscordId extends LenientTokens {

  AcceptWithoutDiscordId(Setup setup) {
    super(setup, Claims.Flaw.NO_DISCORD_ID);
  }
}
