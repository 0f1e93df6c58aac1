package dev.spywatcher.features.fault;

import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.features.process.OwnRedis;
import dev.spywatcher.features.process.ServerProcess;
import dev.spywatcher.features.stimulus.DiscordStimulus;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two servers that are set up so that they break a rule of SCALE between them, as no fault of one
 * server does.
 */
final class BrokenPair implements AutoCloseable {
  private static final List<String> LIMITS =
      List.of("--connection-rate=12", "--max-connections-per-ip=4");

  /** How they are set up. */
  enum Setup {
    TWO_SERVICES("two servers that share nothing pass for one service", "SCALE-1", "SCALE-2"),
    FALL_TOGETHER("a server that dies takes the other with it", "SCALE-3"),
    NO_SUCCESSOR("what a server that dies has ingested is ingested by nobody", "SCALE-3"),
    FALL_WITH_REDIS("a server ends when Redis does", "SCALE-4"),
    STAY_ALONE("servers that have lost Redis never find it again", "SCALE-4");

    private final String what;
    private final List<String> breaks;

    Setup(String what, String... breaks) {
      this.what = what;
      this.breaks = List.of(breaks);
    }

    String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    String what() {
      return what;
    }

    List<String> breaks() {
      return breaks;
    }

    /** The set-up of that name, or null. */
    static @Nullable Setup of(String label) {
      for (Setup setup : values()) {
        if (setup.label().equals(label)) {
          return setup;
        }
      }
      return null;
    }
  }

  private final Setup setup;
  private final String secret;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ServerProcess first;
  private final ServerProcess other;
  private final URI calls;
  private final URI callsToOther;
  private final String stopRedis;

  BrokenPair(Setup setup, String secret) {
    this.setup = setup;
    this.secret = secret;
    List<String> common = new ArrayList<>(List.of("--jwt-secret", secret));
    List<String> source = List.of();
    String stop = "true";
    @Nullable URI discordCalls = null;
    if (setup == Setup.TWO_SERVICES) {
      common.addAll(LIMITS);
    } else {
      OwnRedis redis = opened(new OwnRedis());
      common.addAll(List.of("--redis", redis.url().toString()));
      stop =
          "bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d; echo SHUTDOWN NOSAVE >&3; cat <&3'"
              .formatted(redis.url().getPort());
    }
    if (setup == Setup.NO_SUCCESSOR) {
      FakeDiscord discord = opened(FakeDiscord.start(FakeDiscordOptions.defaults()));
      discordCalls = DiscordStimulus.callsTo(discord);
      source =
          List.of(
              "--source",
              "discord",
              "--discord-api",
              discord.apiUrl() + "/v10",
              "--discord-token",
              "any");
    }
    List<String> fed = new ArrayList<>(common);
    fed.addAll(source);
    other = opened(ServerProcess.serve(fed));
    first = opened(ServerProcess.serve(common));
    URI control = first.awaitReady(ServerProcess.START).control();
    calls = discordCalls == null ? URI.create(control + "/control") : discordCalls;
    URI otherControl = other.awaitReady(ServerProcess.START).control();
    callsToOther = discordCalls == null ? URI.create(otherControl + "/control") : discordCalls;
    stopRedis = stop;
  }

  private <T extends AutoCloseable> T opened(T one) {
    open.add(0, one);
    return one;
  }

  /** What the suite is told. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("--url=" + first.awaitReady(ServerProcess.START).url());
    options.add("--other-url=" + other.awaitReady(ServerProcess.START).url());
    options.add("--inject-url=" + calls);
    options.add("--other-inject-url=" + callsToOther);
    options.add("--jwt-secret=" + secret);
    if (setup == Setup.TWO_SERVICES) {
      options.addAll(LIMITS);
    }
    String kill = "kill -9 " + other.pid();
    options.add("--kill-server=" + kill + (setup == Setup.FALL_TOGETHER ? " " + first.pid() : ""));
    options.add("--stop-redis=" + stopRedis + (setup == Setup.FALL_WITH_REDIS ? "; " + kill : ""));
    options.add("--start-redis=true");
    return options;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }
}
