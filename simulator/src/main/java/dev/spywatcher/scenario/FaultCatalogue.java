package dev.spywatcher.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says which faults a scenario can have; those who can play them know. Thread-safe. */
public interface FaultCatalogue {

  /** Takes whatever a scenario names, as far as the form is right. */
  FaultCatalogue ANY =
      new FaultCatalogue() {
        @Override
        public @Nullable Mistake inName(String name) {
          return null;
        }

        @Override
        public boolean isLasting(String name) {
          return true;
        }

        @Override
        public @Nullable Mistake inParameters(String name, Map<String, String> parameters) {
          return null;
        }
      };

  /**
   * What is wrong.
   *
   * @param parameter the one that is; empty where it is none of them alone
   * @param problem to be read after the name of the key
   */
  record Mistake(String parameter, String problem) {}

  /** What is wrong with a name, or {@code null}. */
  @Nullable Mistake inName(String name);

  /** Whether the fault of that name is on for a time, rather than happen in a moment. */
  boolean isLasting(String name);

  /** The first thing wrong with the parameters of the fault of that name, or {@code null}. */
  @Nullable Mistake inParameters(String name, Map<String, String> parameters);
}
