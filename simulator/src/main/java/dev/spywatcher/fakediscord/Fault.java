package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Something that Discord does on a bad day. A fault of the gateway strikes every connection that is
 * open at that moment; one of REST waits for the requests that it is aimed at.
 */
public sealed interface Fault permits GatewayFault, RestFault {

  /** What it is called on the command line and in URLs. */
  String name();

  /** The names of all faults that can be ordered. */
  static List<String> names() {
    return FaultCatalog.entries().stream().map(FaultCatalog.Entry::name).toList();
  }

  /** What the fault of that name does, with its parameters. */
  static String meaning(String name) {
    return FaultCatalog.named(name).meaning();
  }

  /** Whether the fault of that name is on until it is lifted, or until its requests have come. */
  static boolean isLasting(String name) {
    return FaultCatalog.named(name).lasting();
  }

  /**
   * The fault of that name, as an order by HTTP makes it from the same parameters in JSON.
   *
   * @throws IllegalArgumentException where there is none, or a parameter does not fit; then the
   *     message begins with the name of the parameter
   */
  static Fault of(String name, Map<String, String> parameters) {
    ObjectNode fields = Json.object();
    parameters.forEach(
        (key, value) -> {
          if (value.matches("-?\\d{1,9}")) {
            fields.put(key, Integer.parseInt(value));
          } else if (value.equals("true") || value.equals("false")) {
            fields.put(key, Boolean.parseBoolean(value));
          } else {
            fields.put(key, value);
          }
        });
    return FaultCatalog.fault(name, new FaultParameters(fields));
  }
}
