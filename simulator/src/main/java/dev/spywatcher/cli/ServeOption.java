package dev.spywatcher.cli;

import static java.util.Locale.ROOT;

import dev.spywatcher.discord.form.EventForm;
import dev.spywatcher.discord.gateway.GatewayOptions;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.limit.Limits.Profile;
import dev.spywatcher.scenario.Scenario;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of {@code serve}. A constant is all that one needs: the option, the environment
 * variable, the key of the configuration file and the help text follow from it.
 */
enum ServeOption {
  HOST(
      Topic.ADDRESS,
      "ADDRESS",
      "127.0.0.1",
      "Address to listen on. One that is reachable from outside needs --jwt-secret and"
          + " --control-token.",
      (settings, value) -> settings.server.host(value.text())),
  PORT(
      Topic.ADDRESS,
      "PORT",
      "3001",
      "Port for clients; 0 takes any free one.",
      (settings, value) -> settings.server.port(port(value))),
  CONTROL_PORT(
      Topic.ADDRESS,
      "PORT",
      "3002",
      "Port of the control API, which 'trigger' uses; 0 takes any free one.",
      (settings, value) -> settings.server.controlPort(port(value))),
  CONTROL_TOKEN(
      Topic.ADDRESS,
      "TOKEN",
      "",
      "Bearer token that the control API asks for; none unless given.",
      (settings, value) -> settings.server.controlToken(value.text())),

  SOURCE(
      Topic.SOURCE,
      "SOURCE",
      "simulator",
      "Where Discord events come from: simulator, discord, replay of a file, or none for the"
          + " control API alone.",
      (settings, value) -> settings.source = SourceKind.of(value)),
  SCENARIO(
      Topic.SOURCE,
      "NAME|FILE",
      "demo",
      "What the simulator plays: "
          + String.join(", ", Scenario.names())
          + ", or a file such as mine.yaml; 'scenarios' says more.",
      (settings, value) -> settings.scenario = value.scenario()),
  SEED(
      Topic.SOURCE,
      "NUMBER",
      "",
      "Seed of the simulator; the same seed makes the same events. That of the scenario unless"
          + " given.",
      (settings, value) -> settings.seed = value.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE)),
  SPEED(
      Topic.SOURCE,
      "FACTOR",
      "1",
      "How many times faster than life the simulator or a replay runs, such as 10 or 0.5; or max,"
          + " as fast as the server takes it.",
      (settings, value) -> settings.speed = value.speed()),
  REPLAY(
      Topic.SOURCE,
      "FILE",
      "",
      "File of events to play again with --source replay, plain or gzip, as 'record' and 'simulate'"
          + " write it. Its times are shifted to now.",
      (settings, value) -> settings.replay = value.file()),
  REPLAY_LOOP(
      Topic.SOURCE,
      "true|false",
      "false",
      "Whether a replay begins again at its end.",
      (settings, value) -> settings.replayLoop = value.truth()),
  REPLAY_GUILD(
      Topic.SOURCE,
      "ID",
      "",
      "Guild to play; all unless given. Repeatable, or separated by commas.",
      (settings, value) -> settings.replayGuilds = Set.copyOf(value.list())),
  REPLAY_TYPE(
      Topic.SOURCE,
      "TYPE",
      "",
      "Type of event to play: "
          + String.join(", ", EventForm.types())
          + "; all unless given. Repeatable, or separated by commas.",
      (settings, value) -> settings.replayTypes = Set.copyOf(value.listOf(EventForm.types()))),
  DISCORD_API(
      Topic.SOURCE,
      "URL",
      GatewayOptions.REAL,
      "Base of the API of --source discord: Discord's own, or that of a fake, such as"
          + " http://127.0.0.1:4010/api/v10.",
      (settings, value) -> settings.discordApi = value.text()),
  DISCORD_TOKEN(
      Topic.SOURCE,
      "TOKEN",
      "",
      "Token of the bot that --source discord logs in as. It needs the intents for members and"
          + " presences.",
      (settings, value) -> settings.discordToken = value.text()),
  DISCORD_TOKEN_FILE(
      Topic.SOURCE,
      "FILE",
      "",
      "File that holds the bot's token instead.",
      (settings, value) -> settings.discordToken = JwtSecret.read(value)),
  LENIENT(
      Topic.SOURCE,
      "true|false",
      "false",
      "Whether a replay leaves damaged lines out and counts them, rather than stop at the first.",
      (settings, value) -> settings.lenient = value.truth()),

  JWT_SECRET(
      Topic.ACCESS,
      "SECRET",
      "",
      "Key that client tokens are signed with (HS256), 32 characters or more. Unless given, a"
          + " fixed one for development that 'token' knows.",
      (settings, value) -> settings.server.jwtSecret(value.text())),
  JWT_SECRET_FILE(
      Topic.ACCESS,
      "FILE",
      "",
      "File that holds the secret instead; line breaks at its end do not count.",
      (settings, value) -> settings.server.jwtSecret(JwtSecret.read(value))),
  CORS_ORIGIN(
      Topic.ACCESS,
      "ORIGIN",
      "*",
      "Origin that browsers may connect from; * for any. Repeatable, or separated by commas, such"
          + " as http://localhost:5173.",
      (settings, value) -> settings.server.corsOrigins(value.list())),

  ANALYTICS_INTERVAL(
      Topic.PROTOCOL,
      "DURATION",
      "30s",
      "Least time between two analytics:update events of a guild.",
      (settings, value) -> settings.server.analyticsInterval(value.duration())),
  PING_INTERVAL(
      Topic.PROTOCOL,
      "DURATION",
      "25s",
      "Time between two heartbeats.",
      (settings, value) -> settings.server.pingInterval(value.duration())),
  PING_TIMEOUT(
      Topic.PROTOCOL,
      "DURATION",
      "60s",
      "How long a client may take to answer a heartbeat.",
      (settings, value) -> settings.server.pingTimeout(value.duration())),
  MAX_PAYLOAD(
      Topic.PROTOCOL,
      "SIZE",
      "64KiB",
      "Largest packet that a client may send.",
      (settings, value) -> settings.server.maxPayload((int) value.bytes(100_000_000))),

  TLS_CERT(
      Topic.TLS,
      "FILE",
      "",
      "Certificate, PEM; clients then connect by https and wss (TLS 1.2 and 1.3). A renewed file is"
          + " taken up while the server runs.",
      (settings, value) -> settings.server.tlsCert(Path.of(value.text()))),
  TLS_KEY(
      Topic.TLS,
      "FILE",
      "",
      "Its key, PEM (PKCS#8), not encrypted.",
      (settings, value) -> settings.server.tlsKey(Path.of(value.text()))),

  REDIS(
      Topic.SERVICE,
      "URL",
      "",
      "Redis that the servers of one service share: embedded for one that comes with this server,"
          + " redis://[user:password@]host[:port][/database], rediss://… for TLS, or"
          + " unix:///path/of/socket. Unless given, a server is by itself.",
      (settings, value) -> settings.server.redis(value.redis())),
  SERVICE(
      Topic.SERVICE,
      "NAME",
      "spywatcher",
      "Name of the service in Redis; servers of one name are one service.",
      (settings, value) -> settings.server.service(value.text())),
  SHARDS(
      Topic.SERVICE,
      "NUMBER",
      "1",
      "Parts that guilds are divided into, each of which one server at a time takes in. The same for"
          + " all servers of a service.",
      (settings, value) -> settings.server.shards((int) value.wholeNumber(1, 1024))),

  PROFILE(
      Topic.LIMITS,
      "NAME",
      "dev",
      "The limits below in a word: dev (generous), strict (as the API document asks of"
          + " production), load (out of the way). Each one can be set by itself as well.",
      (settings, value) ->
          settings.server.profile(
              Profile.valueOf(value.oneOf(List.of("dev", "strict", "load")).toUpperCase(ROOT)))),
  CONNECTION_RATE(
      "NUMBER",
      Limits::connectionRate,
      "Handshakes of one address in a minute.",
      (settings, value) -> settings.server.connectionRate(count(value))),
  MAX_CONNECTIONS_PER_IP(
      "NUMBER",
      Limits::maxConnectionsPerIp,
      "Connections of one address at once.",
      (settings, value) -> settings.server.maxConnectionsPerIp(count(value))),
  EVENT_RATE(
      "NUMBER",
      Limits::eventRate,
      "Packets of one client in a second.",
      (settings, value) -> settings.server.eventRate(count(value))),
  EVENT_BURST(
      "NUMBER",
      Limits::eventBurst,
      "Packets of one client at once; twice the rate unless given.",
      (settings, value) -> settings.server.eventBurst(count(value))),
  RECONNECT_LIMIT(
      "NUMBER",
      Limits::reconnectLimit,
      "Handshakes of one address in 10 s before it is blocked.",
      (settings, value) -> settings.server.reconnectLimit(count(value))),
  RECONNECT_BLOCK(
      "DURATION",
      limits -> limits.reconnectBlock().toSeconds() + "s",
      "How long the first block lasts; the next ones twice as long, up to eight times.",
      (settings, value) -> settings.server.reconnectBlock(value.duration())),
  MAX_SUBSCRIPTIONS(
      "NUMBER",
      Limits::maxSubscriptions,
      "Rooms of one client.",
      (settings, value) -> settings.server.maxSubscriptions(count(value))),
  MAX_QUEUED_BYTES(
      "SIZE",
      limits -> (limits.maxQueuedBytes() >> 20) + "MiB",
      "What may wait for a client that reads too slowly before it is disconnected.",
      (settings, value) -> settings.server.maxQueuedBytes(value.bytes(1L << 40))),
  TRUSTED_PROXY(
      Topic.LIMITS,
      "NETWORK",
      "",
      "Proxy whose X-Forwarded-For is believed, such as 10.0.0.7 or 10.0.0.0/8. Repeatable, or"
          + " separated by commas.",
      (settings, value) -> settings.server.trustedProxies(value.list())),
  DISCONNECT_EXPIRED(
      Topic.ACCESS,
      "true|false",
      "true",
      "Whether a connection ends when its token expires.",
      (settings, value) -> settings.server.disconnectExpired(value.truth()));

  /** A heading of the help text. */
  enum Topic {
    ADDRESS("Where it listens"),
    SOURCE("What feeds it"),
    ACCESS("Who may connect"),
    TLS("TLS"),
    SERVICE("Which others it is one service with"),
    LIMITS("Limits"),
    PROTOCOL("Times and sizes (500ms, 30s, 5m, 1h; 65536, 64KiB, 1MiB)");

    final String heading;

    Topic(String heading) {
      this.heading = heading;
    }
  }

  private final Topic topic;
  private final String valueLabel;
  private final String defaultText;
  private final String description;
  private final BiConsumer<ServeSettings.Draft, Value> reading;

  ServeOption(
      Topic topic,
      String valueLabel,
      String defaultText,
      String description,
      BiConsumer<ServeSettings.Draft, Value> reading) {
    this.topic = topic;
    this.valueLabel = valueLabel;
    this.defaultText = defaultText;
    this.description = description;
    this.reading = reading;
  }

  /** A limit, whose default is that of a profile. */
  ServeOption(
      String valueLabel,
      Function<Limits, Object> limit,
      String description,
      BiConsumer<ServeSettings.Draft, Value> reading) {
    this(
        Topic.LIMITS,
        valueLabel,
        limit.apply(Profile.DEV.limits()).toString(),
        "%s Strict: %s, load: %s."
            .formatted(
                description,
                limit.apply(Profile.STRICT.limits()),
                limit.apply(Profile.LOAD.limits())),
        reading);
  }

  /** The key in a configuration file, and the option without its dashes: {@code control-port}. */
  String key() {
    return name().toLowerCase(ROOT).replace('_', '-');
  }

  String option() {
    return "--" + key();
  }

  String variable() {
    return Origin.variable(key());
  }

  Topic topic() {
    return topic;
  }

  String valueLabel() {
    return valueLabel;
  }

  /** The default as a user would write it; empty where there is none to write. */
  String defaultText() {
    return defaultText;
  }

  String description() {
    return description;
  }

  boolean repeatable() {
    return this == CORS_ORIGIN
        || this == TRUSTED_PROXY
        || this == REPLAY_GUILD
        || this == REPLAY_TYPE;
  }

  /** Whether the option alone means {@code true}. */
  boolean flag() {
    return valueLabel.equals("true|false");
  }

  /** As picocli sees it. */
  OptionSpec spec() {
    OptionSpec.Builder spec =
        OptionSpec.builder(option())
            .paramLabel(valueLabel)
            .arity(flag() ? "0..1" : "1")
            .type(repeatable() ? List.class : String.class)
            .auxiliaryTypes(String.class)
            .description(ServeHelp.description(this));
    return (flag() ? spec.fallbackValue("true") : spec).build();
  }

  void read(ServeSettings.Draft settings, Value value) {
    reading.accept(settings, value);
  }

  static Optional<ServeOption> named(String key) {
    return Arrays.stream(values()).filter(option -> option.key().equals(key)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ServeOption::key).toList();
  }

  private static int count(Value value) {
    return (int) value.wholeNumber(1, Integer.MAX_VALUE);
  }

  private static int port(Value value) {
    return (int) value.wholeNumber(0, 65535);
  }
}
