package dev.spywatcher.cli;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} prints once the server is up: enough to connect a first client by pasting.
 *
 * @param source what feeds the server, as a sentence
 * @param user whom the token is for, with the role
 * @param token a demo token; {@code null} where the secret is the user's own, since what a server
 *     prints ends up in logs (AUTH-10)
 */
record WelcomeScreen(
    URI url,
    URI controlUrl,
    boolean controlToken,
    String source,
    @Nullable List<AnnouncedGuilds.Row> guilds,
    String user,
    @Nullable String token) {

  /** The guild that {@code curl} puts where no source brings one. */
  private static final String OWN_GUILD = "1000";

  /** Stands where an id will be known once there is a guild. */
  private static final String UNKNOWN_GUILD = "GUILD_ID";

  private static final String SET_GUILD =
      ",\nwith the id of a guild in the place of " + UNKNOWN_GUILD + ".\n\n";

  private static final String DEFAULT_CONTROL_URL = "http://127.0.0.1:3002";

  /** All lines; the last is the one that scripts wait for. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("spywatcher ").append(Program.version()).append(": a SpyWatcher WebSocket API");
    text.append(" to test clients against\n\n").append(source).append("\n\n");
    text.append(guilds == null ? putGuild() : guildTable(guilds));
    if (token == null) {
      text.append("\nThe secret is yours, so no token is printed. Mint one, with that secret:\n\n");
      text.append("  export TOKEN=$(").append(Program.command());
      text.append(" token \\\n    --jwt-secret-file FILE --discord-id ID)\n\n");
    } else {
      text.append("\nDemo token, for ").append(user).append(", valid for 30 days:\n\n");
      text.append(token).append("\n\n");
    }
    text.append("See events: paste this into a shell, in an empty folder (needs Node.js)");
    text.append(guilds != null && guilds.isEmpty() ? SET_GUILD : ".\n\n");
    text.append(snippet());
    text.append("\nMake something happen, in a browser at ").append(controlUrl);
    text.append(", or from another shell:\n\n  ").append(trigger());
    text.append("\n\nStop with Ctrl-C, here.\n\n");
    text.append("ready ").append(url).append(" control ").append(controlUrl);
    return text.toString();
  }

  /** The guilds with their ids, as a table of lines. */
  static String guildTable(List<AnnouncedGuilds.Row> guilds) {
    if (guilds.isEmpty()) {
      return "  No guilds yet.\n";
    }
    int name = guilds.stream().mapToInt(row -> Plain.name(row.name(), 40).length()).max().orElse(0);
    String format = "  %-20s  %-" + Math.max(name, 4) + "s  %7s%n";
    StringBuilder table = new StringBuilder(format.formatted("guild id", "name", "members"));
    for (AnnouncedGuilds.Row row : guilds) {
      table.append(format.formatted(row.id(), Plain.name(row.name(), 40), row.members()));
    }
    return table.toString();
  }

  private String putGuild() {
    return """
        There is no guild yet. Put one, from another shell:

        curl -X PUT %s/control/guilds/%s -H 'Content-Type: application/json' \\
          %s-d '{"name": "My guild",
          "channels": [{"id": "2000", "name": "general"}],
          "roles": [{"id": "3000", "name": "Helper"}],
          "members": [{"userId": "4000", "username": "ada", "createdAt": "2024-01-01T00:00:00Z",
            "bot": false, "roles": []}]}'
        %s"""
        .formatted(
            controlUrl,
            OWN_GUILD,
            controlToken ? "-H \"Authorization: Bearer $SPYWATCHER_CONTROL_TOKEN\" " : "",
            controlToken ? "\n(SPYWATCHER_CONTROL_TOKEN is the value of --control-token.)\n" : "");
  }

  private String snippet() {
    String guild =
        guilds == null ? OWN_GUILD : guilds.isEmpty() ? UNKNOWN_GUILD : guilds.get(0).id();
    return """
        npm install --no-fund --no-audit socket.io-client
        cat > watch.mjs <<'EOF'
        import { io } from 'socket.io-client';
        const token = %s;
        const socket = io('%s', { auth: { token } });
        socket.on('connect', () => {
          socket.emit('subscribe:guild', '%s');
          socket.emit('subscribe:analytics', '%s');
          console.log('connected; waiting for events');
        });
        socket.onAny((event, data) => console.log(event, JSON.stringify(data)));
        socket.on('connect_error', (error) => console.error('connect_error:', error.message));
        socket.on('disconnect', (reason) => console.log('disconnected:', reason));
        EOF
        node watch.mjs
        """
        .formatted(token == null ? "process.env.TOKEN" : "'" + token + "'", url, guild, guild);
  }

  private String trigger() {
    String command = Program.command() + " trigger message";
    String options = "";
    if (!controlUrl.toString().equals(DEFAULT_CONTROL_URL)) {
      options += " --control-url " + controlUrl;
    }
    if (controlToken) {
      options += " --control-token TOKEN";
    }
    return fitting(command, options.strip());
  }

  /** A command below an indent of two, with its options on lines of their own where need be. */
  static String fitting(String command, String options) {
    if (options.isEmpty()) {
      return command;
    }
    if (2 + command.length() + 1 + options.length() <= Spywatcher.COLUMNS) {
      return command + " " + options;
    }
    StringBuilder text = new StringBuilder(command);
    int column = Spywatcher.COLUMNS;
    for (String option : options.split(" (?=--)")) {
      // Room for what goes on, too.
      boolean fits = column + 1 + option.length() + " \\".length() <= Spywatcher.COLUMNS;
      text.append(fits ? " " : " \\\n    ").append(option);
      column = (fits ? column + 1 : "    ".length()) + option.length();
    }
    return text.toString();
  }
}
