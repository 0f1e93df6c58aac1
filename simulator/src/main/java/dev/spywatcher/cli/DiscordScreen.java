package dev.spywatcher.cli;

import java.net.URI;
import java.util.List;

/** What {@code discord} prints once it is up: how to point a bot at it. */
final class DiscordScreen {
  private DiscordScreen() {}

  /**
   * All lines; the last is the one that scripts wait for.
   *
   * @param feed what happens there, as a sentence
   * @param ownToken whether bots need the token that the user gave
   */
  static String text(
      URI url, URI gateway, String feed, List<AnnouncedGuilds.Row> guilds, boolean ownToken) {
    String token = ownToken ? "the token of --token" : "any token";
    return """
        spywatcher %s: a Discord for your bots to log in to, with %s

        %s

        %s
        discord.js 14:

          const client = new Client({
            intents, rest: { api: '%s/api', version: '10' } });

        JDA 6:

          builder.setRestConfig(new RestConfig().setBaseUrl("%s/api/v10/"));
          builder.setSessionController(new ConcurrentSessionController() {
            @Override public String getGateway() { return "%s"; } });

        Another library: its base URL of REST is %s/api/v10, and GET /gateway/bot there
        tells the gateway.

        Make something happen, and let something fail, from another shell:

          %s
          curl -X PUT %s/control/faults/drop-socket
          curl -X PUT %s/control/faults/rate-limit -d '{"route": "/users/@me"}'
          curl %s/control/faults

        Stop with Ctrl-C, here.

        ready %s gateway %s"""
        .formatted(
            Program.version(),
            token,
            feed,
            WelcomeScreen.guildTable(guilds),
            url,
            url,
            gateway,
            url,
            trigger(url),
            url,
            url,
            url,
            url,
            gateway);
  }

  private static String trigger(URI url) {
    return WelcomeScreen.fitting(Program.command() + " trigger message", "--control-url " + url);
  }
}
