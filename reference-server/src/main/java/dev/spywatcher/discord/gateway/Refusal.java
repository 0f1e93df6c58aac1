package dev.spywatcher.discord.gateway;

/** Discord will not have this bot, or this program cannot serve it; trying again is of no use. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private Refusal(String message) {
    super(message, null, false, false);
  }

  static Refusal wrongToken() {
    return new Refusal(
        "--discord-token: Discord refuses it; copy the bot's token anew from its page \"Bot\" in the"
            + " Developer Portal");
  }

  /** What a close code means that ends a session for good, or {@code null}. */
  static @org.jspecify.annotations.Nullable Refusal of(int closeCode) {
    return switch (closeCode) {
      case 4004 -> wrongToken();
      case 4010, 4011 ->
          new Refusal(
              "--discord-token: this bot is in too many guilds for so few connections (close code "
                  + closeCode
                  + "); divide them: --redis and --shards");
      case 4012 ->
          new Refusal("--discord-api: does not speak version 10 of the gateway (close code 4012)");
      case 4013, 4014 ->
          new Refusal(
              "--discord-token: Discord disallows an intent of this bot (close code "
                  + closeCode
                  + "); switch on \"Server Members Intent\" and \"Presence Intent\" on its page"
                  + " \"Bot\" in the Developer Portal");
      default -> null;
    };
  }
}
