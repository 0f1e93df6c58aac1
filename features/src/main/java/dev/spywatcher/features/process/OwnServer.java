package dev.spywatcher.features.process;

import dev.spywatcher.features.target.Setting;
import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A packaged server in a configuration that the main one is not in, started when the first scenario
 * asks for it and shared by those that follow: each has addresses of its own. Thread-safe.
 */
public enum OwnServer implements Configured {
  /** Which lets few in, itself or behind a proxy. */
  RATED(Map.of(Setting.CONNECTION_RATE, "12", Setting.TRUSTED_PROXY, "127.0.0.99")),
  /** With limits that are soon reached. */
  LIMITED(
      Map.of(
          Setting.MAX_CONNECTIONS_PER_IP, "4",
          Setting.EVENT_RATE, "5",
          Setting.EVENT_BURST, "10",
          Setting.MAX_SUBSCRIPTIONS, "4",
          Setting.MAX_QUEUED_BYTES, "64KiB",
          Setting.CORS_ORIGIN, "http://app.example,https://admin.example:8443")),
  /** Which soon blocks who comes back too often. */
  GUARDED(Map.of(Setting.RECONNECT_LIMIT, "5", Setting.RECONNECT_BLOCK, "2s"));

  private static final String SECRET = "a-secret-for-servers-of-the-suite-itself";

  private final Map<Setting, String> settings;
  private @Nullable ServerProcess process;

  OwnServer(Map<Setting, String> settings) {
    this.settings = new EnumMap<>(settings);
  }

  /** The server that has a setting. */
  public static OwnServer with(Setting setting) {
    for (OwnServer server : values()) {
      if (server.settings.containsKey(setting)) {
        return server;
      }
    }
    throw new IllegalArgumentException("no server of the suite has a " + setting.option());
  }

  @Override
  public @Nullable String setting(Setting setting) {
    return settings.get(setting);
  }

  /** Where the server is, which is started if need be. */
  public Target target() {
    return start(ServerProcess.START);
  }

  /** Ends all that were started. */
  public static void endAll() {
    for (OwnServer server : values()) {
      server.end();
    }
  }

  private synchronized Target start(Duration deadline) {
    ServerProcess running = process;
    if (running == null) {
      List<String> options = new ArrayList<>(List.of("--jwt-secret", SECRET));
      settings.forEach((setting, value) -> options.addAll(List.of("--" + setting.option(), value)));
      running = ServerProcess.serve(options);
      process = running;
    }
    return running.awaitReady(deadline).target(SECRET);
  }

  private synchronized void end() {
    if (process != null) {
      process.close();
      process = null;
    }
  }
}
