package dev.spywatcher.features.process;

import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two packaged servers that share a Redis of their own, and so are one service. Thread-safe. */
public final class OwnPair implements Configured, AutoCloseable {
  private static final String SECRET = "a-secret-for-two-servers-of-the-suite-itself";

  private static final Object STARTING = new Object();

  private final Map<Setting, String> settings;
  private final OwnRedis redis = new OwnRedis();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  private OwnPair(Map<Setting, String> settings, List<String> source) {
    this.settings = Map.copyOf(settings);
    List<String> options = new ArrayList<>(source);
    options.addAll(List.of("--jwt-secret", SECRET, "--redis", redis.url().toString()));
    settings.forEach((setting, value) -> options.addAll(List.of("--" + setting.option(), value)));
    try {
      start(options);
      start(options);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** One after the other, also of several pairs: many at once keep each other from Redis. */
  private void start(List<String> options) {
    synchronized (STARTING) {
      ServerProcess server = ServerProcess.serve(options);
      servers.add(server);
      targets.add(server.awaitReady(ServerProcess.START).target(SECRET));
    }
  }

  /** Two servers in a configuration. */
  public static OwnPair with(Map<Setting, String> settings) {
    return new OwnPair(settings, List.of());
  }

  /** Two servers whose bots log in to a Discord, whose API is above the version. */
  public static OwnPair behind(URI discordApi) {
    return new OwnPair(
        Map.of(),
        List.of(
            "--source", "discord", "--discord-api", discordApi + "/v10", "--discord-token", "any"));
  }

  @Override
  public @Nullable String setting(Setting setting) {
    return settings.get(setting);
  }

  /** Where the first is. */
  public Target first() {
    return targets.get(0);
  }

  /** Where the other is. */
  public Target other() {
    return targets.get(1);
  }

  /** Kills the server of a target, which has no time to say anything. */
  public void kill(Target target) {
    servers.get(targets.indexOf(target)).kill();
  }

  /** What each has printed so far. */
  public List<String> outputs() {
    return servers.stream().map(ServerProcess::output).toList();
  }

  public void stopRedis() {
    redis.stop();
  }

  public void startRedis() {
    redis.start();
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::close);
    redis.close();
  }
}
