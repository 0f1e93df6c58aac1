package dev.spywatcher.cli;

import dev.spywatcher.discord.gateway.GatewayOptions;
import dev.spywatcher.discord.replay.EventFilter;
import dev.spywatcher.discord.replay.ReplayOptions;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} was told, read and checked.
 *
 * @param scenario what the simulator plays
 * @param speed a factor on time; infinity for as fast as can be
 * @param given the values that count, with where each was given
 */
record ServeSettings(
    ServerOptions server,
    SourceKind source,
    Scenario scenario,
    long seed,
    double speed,
    @Nullable Path replayFile,
    boolean replayLoop,
    EventFilter replayFilter,
    boolean lenient,
    String discordApi,
    @Nullable String discordToken,
    Map<ServeOption, Value> given) {

  ServeSettings {
    given = Map.copyOf(given);
  }

  /** Options while they are being read. */
  static final class Draft {
    final ServerOptions.Builder server = ServerOptions.builder();
    SourceKind source = SourceKind.SIMULATOR;
    Scenario scenario = Scenario.named("demo");
    @Nullable Long seed;
    double speed = 1;
    @Nullable Path replay;
    boolean replayLoop;
    Set<String> replayGuilds = Set.of();
    Set<String> replayTypes = Set.of();
    boolean lenient;
    String discordApi = GatewayOptions.REAL;
    @Nullable String discordToken;

    private Draft() {}
  }

  /** The command line wins over the environment, that over the file. */
  static ServeSettings of(
      Map<ServeOption, Value> commandLine,
      Map<String, String> environment,
      Map<ServeOption, Value> file) {
    Map<ServeOption, Value> given = new EnumMap<>(ServeOption.class);
    given.putAll(file);
    for (ServeOption option : ServeOption.values()) {
      String text = environment.getOrDefault(option.variable(), "");
      if (!text.isEmpty()) {
        given.put(option, Value.of(Origin.environment(option.variable()), text));
      }
    }
    given.putAll(commandLine);
    keepOneSecret(given, ServeOption.JWT_SECRET, ServeOption.JWT_SECRET_FILE);
    keepOneSecret(given, ServeOption.DISCORD_TOKEN, ServeOption.DISCORD_TOKEN_FILE);

    Draft draft = new Draft();
    given.forEach((option, value) -> option.read(draft, value));
    refuseReplayOf(draft.source, given);
    try {
      return new ServeSettings(
          draft.server.build(),
          draft.source,
          draft.scenario,
          draft.seed == null ? draft.scenario.seed() : draft.seed,
          draft.speed,
          draft.replay,
          draft.replayLoop,
          new EventFilter(draft.replayGuilds, draft.replayTypes),
          draft.lenient,
          draft.discordApi,
          draft.discordToken,
          given);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(naming(String.valueOf(e.getMessage()), given));
    }
  }

  /** What to replay. */
  ReplayOptions replay() {
    if (replayFile == null) {
      throw CommandFailure.usage(
          ServeOption.REPLAY.option() + ": is missing; --source replay needs the file to play");
    }
    return new ReplayOptions(replayFile, speed, replayLoop, lenient, replayFilter);
  }

  /** Which Discord to log in to, and as whom. */
  GatewayOptions discord() {
    if (discordToken == null) {
      throw CommandFailure.usage(
          ServeOption.DISCORD_TOKEN.option()
              + ": is missing; --source discord needs a bot's token, this way, by "
              + ServeOption.DISCORD_TOKEN_FILE.option()
              + " or by "
              + ServeOption.DISCORD_TOKEN.variable());
    }
    try {
      return GatewayOptions.of(discordApi, discordToken);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(naming(String.valueOf(e.getMessage())));
    }
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "ServeSettings[server=%s, source=%s]".formatted(server, source.word());
  }

  /** {@code message}, with the origin of the value in the place of the option that it names. */
  String naming(String message) {
    return naming(message, given);
  }

  /** On the command line, a file to replay beside another source is a slip. */
  private static void refuseReplayOf(SourceKind source, Map<ServeOption, Value> given) {
    Value file = given.get(ServeOption.REPLAY);
    if (source != SourceKind.REPLAY
        && file != null
        && file.origin().kind() == Origin.Kind.COMMAND_LINE) {
      throw CommandFailure.usage(
          file.origin().label()
              + ": is played with --source replay only, not with "
              + source.word());
    }
  }

  private static void keepOneSecret(
      Map<ServeOption, Value> given, ServeOption bySelf, ServeOption byFile) {
    Value secret = given.get(bySelf);
    Value file = given.get(byFile);
    if (secret == null || file == null) {
      return;
    }
    int order = secret.origin().kind().compareTo(file.origin().kind());
    if (order == 0) {
      throw JwtSecret.bothGiven(secret.origin().label(), file.origin().label());
    }
    given.remove(order > 0 ? byFile : bySelf);
  }

  private static String naming(String message, Map<ServeOption, Value> given) {
    for (Map.Entry<ServeOption, Value> entry : given.entrySet()) {
      ServeOption named =
          switch (entry.getKey()) {
            case JWT_SECRET_FILE -> ServeOption.JWT_SECRET;
            case DISCORD_TOKEN_FILE -> ServeOption.DISCORD_TOKEN;
            default -> entry.getKey();
          };
      if (message.startsWith(named.option() + ":")) {
        return entry.getValue().origin().label() + message.substring(named.option().length());
      }
    }
    return message;
  }
}
