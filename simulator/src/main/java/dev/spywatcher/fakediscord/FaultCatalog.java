package dev.spywatcher.fakediscord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every fault that can be ordered, by name. */
final class FaultCatalog {

  /**
   * A fault that can be ordered.
   *
   * @param meaning what it does, with its fields
   * @param reading makes it from its parameters
   */
  record Entry(String name, String meaning, Function<FaultParameters, Fault> reading) {}

  private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

  static {
    add(DropSocket.NAME, "cuts every gateway connection", parameters -> new DropSocket());
    add(Reconnect.NAME, "op 7 on every connection", parameters -> new Reconnect());
    add(InvalidSession.NAME, "op 9 on every connection: resumable", InvalidSession::of);
    add(
        MuteAcks.NAME,
        "answers no heartbeat of the connections open now, until lifted",
        parameters -> new MuteAcks());
    add(
        Silence.NAME,
        "sends nothing more on the connections open now, until lifted",
        parameters -> new Silence());
    add(CloseConnection.NAME, "closes every connection: code", CloseConnection::of);
    add(RateLimit.NAME, "429 on REST: route, times, retryAfter, global", RateLimit::of);
    add(ServerError.NAME, "5xx on REST: route, times, status", ServerError::of);
    add(ConnectionReset.NAME, "TCP reset on REST: route, times", ConnectionReset::of);
    add(SlowAnswers.NAME, "late answers on REST: route, times, delay", SlowAnswers::of);
  }

  private FaultCatalog() {}

  private static void add(String name, String meaning, Function<FaultParameters, Fault> reading) {
    ENTRIES.put(name, new Entry(name, meaning, reading));
  }

  static List<Entry> entries() {
    return List.copyOf(ENTRIES.values());
  }

  /**
   * The fault of that name.
   *
   * @throws IllegalArgumentException where there is none, or a parameter does not fit
   */
  static Fault fault(String name, FaultParameters parameters) {
    Fault fault = named(name).reading().apply(parameters);
    parameters.end();
    return fault;
  }

  static Entry named(String name) {
    Entry entry = ENTRIES.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "fault: '"
              + (name.length() > 40 ? name.substring(0, 40) + "…" : name)
              + "' is not one of "
              + String.join(", ", ENTRIES.keySet()));
    }
    return entry;
  }
}
