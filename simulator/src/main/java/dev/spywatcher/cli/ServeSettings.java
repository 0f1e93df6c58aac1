package dev.spywatcher.cli;

import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} was told, read and checked.
 *
 * @param scenario what the simulator plays; {@code null} without a simulator
 * @param given the values that count, with where each was given
 */
record ServeSettings(
    ServerOptions server,
    @Nullable Scenario scenario,
    long seed,
    double speed,
    Map<ServeOption, Value> given) {

  ServeSettings {
    given = Map.copyOf(given);
  }

  /** Options while they are being read. */
  static final class Draft {
    final ServerOptions.Builder server = ServerOptions.builder();
    boolean simulated = true;
    Scenario scenario = Scenario.named("demo");
    @Nullable Long seed;
    double speed = 1;

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
    keepOneSecret(given);

    Draft draft = new Draft();
    given.forEach((option, value) -> option.read(draft, value));
    try {
      return new ServeSettings(
          draft.server.build(),
          draft.simulated ? draft.scenario : null,
          draft.seed == null ? draft.scenario.seed() : draft.seed,
          draft.speed,
          given);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(naming(String.valueOf(e.getMessage()), given));
    }
  }

  /** {@code message}, with the origin of the value in the place of the option that it names. */
  String naming(String message) {
    return naming(message, given);
  }

  private static void keepOneSecret(Map<ServeOption, Value> given) {
    Value secret = given.get(ServeOption.JWT_SECRET);
    Value file = given.get(ServeOption.JWT_SECRET_FILE);
    if (secret == null || file == null) {
      return;
    }
    int order = secret.origin().kind().compareTo(file.origin().kind());
    if (order == 0) {
      throw JwtSecret.bothGiven(secret.origin().label(), file.origin().label());
    }
    given.remove(order > 0 ? ServeOption.JWT_SECRET_FILE : ServeOption.JWT_SECRET);
  }

  private static String naming(String message, Map<ServeOption, Value> given) {
    for (Map.Entry<ServeOption, Value> entry : given.entrySet()) {
      ServeOption named =
          entry.getKey() == ServeOption.JWT_SECRET_FILE ? ServeOption.JWT_SECRET : entry.getKey();
      if (message.startsWith(named.option() + ":")) {
        return entry.getValue().origin().label() + message.substring(named.option().length());
      }
    }
    return message;
  }
}
