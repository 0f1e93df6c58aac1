package dev.spywatcher.junit;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server of a static field. A base class may declare the field for several test classes: those
 * that run at the same time have one server, which ends with the last of them. Thread-safe.
 */
final class SharedServer {

  private @Nullable SpyWatcherServer server;
  private int classes;

  /**
   * Counts one more class in.
   *
   * @param field where the server goes that is started for the first
   */
  synchronized void enter(Supplier<SpyWatcherServer> start, Consumer<SpyWatcherServer> field) {
    if (server == null) {
      SpyWatcherServer started = start.get();
      field.accept(started);
      server = started;
    }
    classes++;
  }

  /** Counts a class out again. */
  synchronized void leave() {
    classes--;
    if (classes == 0 && server != null) {
      SpyWatcherServer over = server;
      server = null;
      over.close();
    }
  }
}
