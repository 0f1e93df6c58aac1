package dev.spywatcher.discord;

import java.util.List;
import java.util.Map;

/** Which faults a server can have, for whoever reads a play that names some. Thread-safe. */
public interface FaultKinds {

  /** The names of all. */
  List<String> names();

  /**
   * Looks whether a fault could be switched on.
   *
   * @throws IllegalArgumentException where there is no such fault, or a parameter does not fit;
   *     then the message begins with the name of the parameter and a colon
   */
  void check(String name, Map<String, String> parameters);
}
