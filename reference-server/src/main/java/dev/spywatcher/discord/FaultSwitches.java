package dev.spywatcher.discord;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The faults that whatever a source feeds can have, for a source whose play has faults come and go.
 * What a user has switched by hand is not theirs to touch. Thread-safe.
 */
public interface FaultSwitches {

  /** Of something that has no faults. */
  FaultSwitches NONE =
      new FaultSwitches() {
        @Override
        public boolean knows(String name) {
          return false;
        }

        @Override
        public @Nullable Switched on(String name, Map<String, String> parameters) {
          return null;
        }
      };

  /** A fault that a play has switched on. */
  interface Switched {
    /** Switches it off; whether it was still on, and not switched by hand since. */
    boolean off();
  }

  /** Whether there is a fault of that name here. */
  boolean knows(String name);

  /**
   * Switches a fault on.
   *
   * @return what switches it off again; {@code null} where it is on already, and stays as it is
   * @throws IllegalArgumentException where there is no such fault, or a parameter does not fit
   */
  @Nullable Switched on(String name, Map<String, String> parameters);
}
