package dev.spywatcher.features.process;

import dev.spywatcher.features.target.Setting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of packaged servers in the configurations that scenarios need. Each is started when the
 * first scenario asks for it and shared by those that follow: each has addresses of its own.
 * Thread-safe.
 */
public enum SharedPair {
  /** In limits of attempts and of connections. */
  RATED(Map.of(Setting.CONNECTION_RATE, "12", Setting.MAX_CONNECTIONS_PER_IP, "4")),
  /** Which soon block who comes back too often. */
  GUARDED(Map.of(Setting.RECONNECT_LIMIT, "5", Setting.RECONNECT_BLOCK, "2s"));

  private final Map<Setting, String> settings;
  private @Nullable OwnPair pair;

  SharedPair(Map<Setting, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** The pair that has a setting. */
  public static SharedPair with(Setting setting) {
    for (SharedPair pair : values()) {
      if (pair.settings.containsKey(setting)) {
        return pair;
      }
    }
    throw new IllegalArgumentException("no pair of the suite has a " + setting.option());
  }

  /** The two servers, which are started if need be. */
  public synchronized OwnPair pair() {
    OwnPair running = pair;
    if (running == null) {
      running = OwnPair.with(settings);
      pair = running;
    }
    return running;
  }

  /** Ends all that were started. */
  public static void endAll() {
    for (SharedPair pair : values()) {
      pair.end();
    }
  }

  private synchronized void end() {
    if (pair != null) {
      pair.close();
      pair = null;
    }
  }
}
