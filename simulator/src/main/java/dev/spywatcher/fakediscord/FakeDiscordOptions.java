package dev.spywatcher.fakediscord;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link FakeDiscord} is to behave. Immutable.
 *
 * @param restPort 0 for any free one
 * @param gatewayPort 0 for any free one
 * @param token what bots log in with; {@code null} lets every token in
 * @param heartbeatInterval what HELLO asks for; a bot silent for two of them is cut off
 * @param commandLimit gateway commands that a connection may send in 60 s, heartbeats apart
 * @param replayLimit dispatches that a session keeps for a RESUME
 * @param requestLimit REST requests a second for each route
 * @param disallowedIntents privileged intents that the application lacks: asking for one is refused
 * @param mappings folder of the user's own WireMock mappings, which win over the built-in answers
 */
public record FakeDiscordOptions(
    int restPort,
    int gatewayPort,
    @Nullable String token,
    Duration heartbeatInterval,
    int commandLimit,
    int replayLimit,
    int requestLimit,
    Set<Intent> disallowedIntents,
    @Nullable Path mappings) {

  public FakeDiscordOptions {
    requirePort("--port", restPort);
    requirePort("--gateway-port", gatewayPort);
    if (token != null && (token.isBlank() || !token.matches("[\\x21-\\x7e]+"))) {
      throw new IllegalArgumentException(
          "--token: must be of visible ASCII characters, without spaces");
    }
    if (heartbeatInterval.toMillis() < 50 || heartbeatInterval.toMillis() > 3_600_000) {
      throw new IllegalArgumentException(
          "--heartbeat-interval: "
              + heartbeatInterval.toMillis()
              + "ms is not between 50ms and 1h");
    }
    requirePositive("commandLimit", commandLimit);
    requirePositive("replayLimit", replayLimit);
    requirePositive("requestLimit", requestLimit);
    disallowedIntents = Set.copyOf(disallowedIntents);
    for (Intent intent : disallowedIntents) {
      if (!intent.privileged()) {
        throw new IllegalArgumentException(
            "disallowedIntents: "
                + intent
                + " is open to every bot; privileged are "
                + privileged());
      }
    }
    if (mappings != null && !Files.isDirectory(mappings)) {
      throw new IllegalArgumentException("--mappings: " + mappings + " is not a folder");
    }
  }

  /** Any free ports, any token, and Discord's own figures. */
  public static FakeDiscordOptions defaults() {
    return builder().build();
  }

  /** Options that begin as the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether a bot with this token may log in. */
  boolean lets(String botToken) {
    return token == null ? !botToken.isBlank() : token.equals(botToken);
  }

  private static void requirePort(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(option + ": " + port + " is not a port from 0 to 65535");
    }
  }

  private static void requirePositive(String name, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + ": " + number + " is not a positive number");
    }
  }

  private static Set<Intent> privileged() {
    Set<Intent> all = EnumSet.allOf(Intent.class);
    all.removeIf(intent -> !intent.privileged());
    return all;
  }

  /** Options while they are being chosen; the record says what each one means. */
  public static final class Builder {
    private int restPort;
    private int gatewayPort;
    private @Nullable String token;
    private Duration heartbeatInterval = Duration.ofMillis(41_250);
    private int commandLimit = 120;
    private int replayLimit = 10_000;
    private int requestLimit = 50;
    private Set<Intent> disallowedIntents = Set.of();
    private @Nullable Path mappings;

    private Builder() {}

    public Builder restPort(int port) {
      restPort = port;
      return this;
    }

    public Builder gatewayPort(int port) {
      gatewayPort = port;
      return this;
    }

    public Builder token(@Nullable String only) {
      token = only;
      return this;
    }

    public Builder heartbeatInterval(Duration interval) {
      heartbeatInterval = interval;
      return this;
    }

    public Builder commandLimit(int perMinute) {
      commandLimit = perMinute;
      return this;
    }

    public Builder replayLimit(int dispatches) {
      replayLimit = dispatches;
      return this;
    }

    public Builder requestLimit(int perSecond) {
      requestLimit = perSecond;
      return this;
    }

    public Builder disallowedIntents(Set<Intent> intents) {
      disallowedIntents = intents;
      return this;
    }

    public Builder mappings(@Nullable Path folder) {
      mappings = folder;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException where one is out of range; names the option of the command
     */
    public FakeDiscordOptions build() {
      return new FakeDiscordOptions(
          restPort,
          gatewayPort,
          token,
          heartbeatInterval,
          commandLimit,
          replayLimit,
          requestLimit,
          disallowedIntents,
          mappings);
    }
  }
}
