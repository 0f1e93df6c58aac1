package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.discord.replay.EventFilter;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeSettingsTest {
  private static final String SECRET = "a secret of more than thirty-two characters";

  @TempDir Path folder;

  private final Map<ServeOption, Value> commandLine = new EnumMap<>(ServeOption.class);
  private final Map<String, String> environment = new HashMap<>();
  private String yaml = "";

  @Test
  void theDefaultsAreThoseOfTheServer() {
    assertThat(settings().server()).isEqualTo(ServerOptions.builder().build());
    assertThat(settings().scenario()).isEqualTo(Scenario.named("demo"));
    assertThat(settings().seed()).isEqualTo(42);
    assertThat(settings().speed()).isEqualTo(1);
  }

  @Test
  void theDefaultsThatTheHelpShowsAreTheDefaults() {
    ServeSettings implicit = settings();
    for (ServeOption option : ServeOption.values()) {
      if (!option.defaultText().isEmpty()) {
        commandLine.put(option, Value.ofOption(option.option(), option.defaultText()));
      }
    }

    ServeSettings explicit = settings();

    assertThat(explicit.server()).isEqualTo(implicit.server());
    assertThat(explicit.scenario()).isEqualTo(implicit.scenario());
    assertThat(explicit.seed()).isEqualTo(implicit.seed());
    assertThat(explicit.speed()).isEqualTo(implicit.speed());
  }

  @ParameterizedTest
  @EnumSource(ServeOption.class)
  void everyOptionIsAVariableAndAKeyAndIsDescribed(ServeOption option) throws Exception {
    String text = sample(option);
    if (option == ServeOption.TLS_CERT || option == ServeOption.TLS_KEY) {
      serverTakesThemTogether(text);
      return;
    }
    assertThat(option.description()).endsWith(".").hasSizeGreaterThan(20);
    assertThat(option.variable()).matches("SPYWATCHER_[A-Z_]+");

    environment.put(option.variable(), text);
    assertThat(settings().given().get(option)).extracting(Value::text).isEqualTo(text);

    environment.clear();
    yaml = option.key() + ": '" + text + "'\n";
    assertThat(settings().given().get(option)).extracting(Value::text).isEqualTo(text);

    yaml = "";
    commandLine.put(option, Value.ofOption(option.option(), text));
    if (option == ServeOption.REPLAY) {
      commandLine.put(ServeOption.SOURCE, Value.ofOption("--source", "replay"));
    }
    ServeSettings changed = settings();
    commandLine.clear();
    ServeSettings plain = settings();
    assertThat(told(changed))
        .as("the value of %s counts", option.option())
        .isNotEqualTo(told(plain));
  }

  private static List<Object> told(ServeSettings settings) {
    return List.of(
        settings.server(),
        settings.seed(),
        settings.speed(),
        "" + settings.scenario(),
        settings.source(),
        "" + settings.replayFile(),
        settings.replayLoop(),
        settings.replayFilter(),
        settings.lenient(),
        settings.discordApi(),
        "" + settings.discordToken());
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() {
    yaml = "port: 1\ncontrol-port: 2\nseed: 3\n";
    environment.put("SPYWATCHER_PORT", "11");
    environment.put("SPYWATCHER_CONTROL_PORT", "12");
    commandLine.put(ServeOption.PORT, Value.ofOption("--port", "21"));

    ServeSettings settings = settings();

    assertThat(settings.server().port()).isEqualTo(21);
    assertThat(settings.server().controlPort()).isEqualTo(12);
    assertThat(settings.seed()).isEqualTo(3);
  }

  @Test
  void anEmptyVariableIsNotSet() {
    environment.put("SPYWATCHER_CONTROL_TOKEN", "");

    assertThat(settings().server().controlToken()).isNull();
  }

  @Test
  void valuesHaveUnitsAndLists() {
    yaml =
        "ping-interval: 500ms\nping-timeout: 2m\nmax-payload: 1MiB\ncors-origin: ['http://a', 'http://b, http://c']\n";
    environment.put("SPYWATCHER_ANALYTICS_INTERVAL", "1h");

    ServerOptions server = settings().server();

    assertThat(server.pingInterval()).isEqualTo(Duration.ofMillis(500));
    assertThat(server.pingTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(server.analyticsInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(server.maxPayload()).isEqualTo(1 << 20);
    assertThat(server.corsOrigins()).containsExactly("http://a", "http://b", "http://c");
  }

  @Test
  void theSecretOfTheStrongerOriginCounts() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    environment.put("SPYWATCHER_JWT_SECRET", "another " + SECRET);
    commandLine.put(
        ServeOption.JWT_SECRET_FILE, Value.ofOption("--jwt-secret-file", file.toString()));
    assertThat(settings().server().jwtSecret()).isEqualTo(SECRET);

    environment.put("SPYWATCHER_JWT_SECRET_FILE", file.toString());
    commandLine.clear();
    assertComplaint(
        "SPYWATCHER_JWT_SECRET: given together with SPYWATCHER_JWT_SECRET_FILE; keep one of them");
  }

  @Test
  void aBadValueNamesItsVariable() {
    environment.put("SPYWATCHER_PORT", "many");
    assertComplaint("SPYWATCHER_PORT: 'many' is not a whole number from 0 to 65535");
  }

  @Test
  void aValueThatTheServerRefusesNamesItsOrigin() throws Exception {
    environment.put("SPYWATCHER_PING_TIMEOUT", "0s");
    assertComplaint("SPYWATCHER_PING_TIMEOUT: 0ms is not between");

    environment.clear();
    Path file = Files.writeString(folder.resolve("secret"), "hush");
    yaml = "jwt-secret-file: " + file + "\n";
    assertComplaint("spy.yaml:1: jwt-secret-file: has 32 bits");
  }

  @Test
  void aBadLineOfTheFileIsNamed() {
    yaml = "port: 0\n\ncontrol-prot: 3002\n";
    assertComplaint("spy.yaml:3: 'control-prot' is no option of serve; nearest: control-port");

    yaml = "port: 0\nping-timeout: 3\n";
    assertComplaint("spy.yaml:2: ping-timeout: '3' is not a duration");

    yaml = "port: 0\nport: 0\n";
    assertComplaint("spy.yaml:2: 'port' is given twice");

    yaml = "host: [a, b]\n";
    assertComplaint("spy.yaml:1: 'host' takes one value, not a list; write 'host: VALUE'");

    yaml = "port: 0\ncontrol-port: [1]\n";
    assertComplaint("spy.yaml:2: 'control-port' takes one value, not a list");

    yaml = "host:\n  name: a\n";
    assertComplaint("spy.yaml:1: 'host' needs a value");

    yaml = "host:\n";
    assertComplaint("spy.yaml:1: 'host' needs a value");

    yaml = "just words\n";
    assertComplaint("spy.yaml:1: must be lines such as");

    yaml = "config: other.yaml\n";
    assertComplaint("spy.yaml:1: 'config' is no option of serve");
  }

  @Test
  void aReplayNeedsItsFileAndTheFileItsReplay() {
    commandLine.put(ServeOption.SOURCE, Value.ofOption("--source", "replay"));
    assertThatThrownBy(() -> settings().replay())
        .hasMessage("--replay: is missing; --source replay needs the file to play");

    commandLine.put(ServeOption.REPLAY, Value.ofOption("--replay", "events.jsonl"));
    assertThat(settings().replay().file()).isEqualTo(Path.of("events.jsonl"));

    commandLine.remove(ServeOption.SOURCE);
    assertComplaint("--replay: is played with --source replay only, not with simulator");
  }

  @Test
  void theSourceDiscordNeedsATokenThatCanBeOne() throws Exception {
    environment.put("SPYWATCHER_SOURCE", "discord");
    assertThatThrownBy(() -> settings().discord())
        .hasMessage(
            "--discord-token: is missing; --source discord needs a bot's token, this way, by"
                + " --discord-token-file or by SPYWATCHER_DISCORD_TOKEN");

    environment.put("SPYWATCHER_DISCORD_TOKEN", "hush hush");
    assertThatThrownBy(() -> settings().discord())
        .hasMessageStartingWith("SPYWATCHER_DISCORD_TOKEN: is not a bot's token")
        .message()
        .doesNotContain("hush");

    Path file = Files.writeString(folder.resolve("token"), " Bot a.b-c_d\n");
    commandLine.put(
        ServeOption.DISCORD_TOKEN_FILE, Value.ofOption("--discord-token-file", file.toString()));
    assertThat(settings().discord().token()).isEqualTo("a.b-c_d");
    assertThat(settings().toString()).doesNotContain("a.b-c_d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discord.com",
        "ftp://discord.com/api",
        "https:///api",
        "https://user:word@discord.com/api",
        "https://discord.com/api?x=1",
        "http://discord.example/api/v10",
        "http://127.0.0.1.example/api/v10",
        "https://disc ord.com"
      })
  void whatIsNoBaseOfAnApiIsRefused(String url) {
    commandLine.put(ServeOption.DISCORD_TOKEN, Value.ofOption("--discord-token", "a.b"));
    commandLine.put(ServeOption.DISCORD_API, Value.ofOption("--discord-api", url));

    assertThatThrownBy(() -> settings().discord())
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("--discord-api: " + url);
  }

  @Test
  void theWordsOfAReplayAreChecked() {
    environment.put("SPYWATCHER_SPEED", "max");
    environment.put("SPYWATCHER_REPLAY_TYPE", "join,leave");
    environment.put("SPYWATCHER_REPLAY_GUILD", "7, 8");
    assertThat(settings().speed()).isPositive().isInfinite();
    assertThat(settings().replayFilter())
        .isEqualTo(new EventFilter(Set.of("7", "8"), Set.of("join", "leave")));

    environment.put("SPYWATCHER_REPLAY_TYPE", "join,poke");
    assertComplaint(
        "SPYWATCHER_REPLAY_TYPE: 'poke' is not one of message, typing, presence, roles, join,"
            + " leave");
  }

  @Test
  void aFileThatIsNoYamlIsNotQuoted() {
    yaml = "port: 0\njwt-secret: @hush\n";

    assertThatThrownBy(this::settings)
        .hasMessageContaining("spy.yaml:2: not YAML: ")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void nothingPrintsASecret() {
    commandLine.put(ServeOption.JWT_SECRET, Value.ofOption("--jwt-secret", SECRET));

    assertThat(settings().toString()).doesNotContain(SECRET);
  }

  private void assertComplaint(String part) {
    assertThatThrownBy(this::settings)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(part);
  }

  private ServeSettings settings() {
    try {
      Path file = Files.writeString(folder.resolve("spy.yaml"), yaml);
      return ServeSettings.of(
          commandLine, environment, ConfigFile.read(Value.ofOption("--config", file.toString())));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void serverTakesThemTogether(String file) {
    yaml = "tls-cert: '" + file + "'\ntls-key: '" + file + "'\n";
    assertThat(settings().server().tls()).isNotNull();
    yaml = "tls-cert: '" + file + "'\n";
    org.assertj.core.api.Assertions.assertThatThrownBy(this::settings)
        .hasMessageContaining("tls-key: is missing");
  }

  /** A value that is right, and not the default. */
  private String sample(ServeOption option) throws Exception {
    return switch (option) {
      case HOST -> "127.0.0.2";
      case PORT, CONTROL_PORT -> "4000";
      case CONTROL_TOKEN -> "open sesame";
      case SOURCE -> "none";
      case SCENARIO -> "quiet";
      case SEED -> "-7";
      case SPEED -> "2.5";
      case REPLAY -> folder.resolve("events.jsonl").toString();
      case REPLAY_LOOP, LENIENT -> "true";
      case DISCORD_API -> "http://127.0.0.1:4010/api/v10";
      case DISCORD_TOKEN -> "a.b-c_d";
      case DISCORD_TOKEN_FILE -> Files.writeString(folder.resolve("token"), "a.b").toString();
      case REPLAY_GUILD -> "7";
      case REPLAY_TYPE -> "join";
      case JWT_SECRET -> SECRET;
      case JWT_SECRET_FILE -> Files.writeString(folder.resolve("secret"), SECRET).toString();
      case CORS_ORIGIN -> "http://localhost:5173";
      case ANALYTICS_INTERVAL, PING_INTERVAL, PING_TIMEOUT -> "5m";
      case MAX_PAYLOAD -> "1MiB";
      case TLS_CERT, TLS_KEY -> folder.resolve("a.pem").toString();
      case PROFILE -> "strict";
      case CONNECTION_RATE, MAX_CONNECTIONS_PER_IP, RECONNECT_LIMIT, MAX_SUBSCRIPTIONS -> "7";
      case EVENT_RATE -> "3";
      case EVENT_BURST -> "400";
      case RECONNECT_BLOCK -> "1m";
      case MAX_QUEUED_BYTES -> "2MiB";
      case TRUSTED_PROXY -> "10.0.0.0/8";
      case DISCONNECT_EXPIRED -> "false";
      case REDIS -> "rediss://user:word@redis.example:6380/2";
      case SERVICE -> "mine";
      case SHARDS -> "3";
    };
  }
}
