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
   * @param lasting whether it is on for a time, rather than happen in a moment
   * @param reading makes it from its parameters
   */
  record Entry(
      String name, String meaning, boolean lasting, Function<FaultParameters, Fault> reading) {}

  private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();

  static {
    momentary(DropSocket.NAME, "cuts every gateway connection", parameters -> new DropSocket());
    momentary(Reconnect.NAME, "op 7 on every connection", parameters -> new Reconnect());
    momentary(InvalidSession.NAME, "op 9 on every connection: resumable", InvalidSession::of);
    lasting(
        MuteAcks.NAME,
        "answers no heartbeat of the connections open now, until lifted",
        parameters -> new MuteAcks());
    lasting(
        Silence.NAME,
        "sends nothing more on the connections open now, until lifted",
        parameters -> new Silence());
    momentary(CloseConnection.NAME, "closes every connection: code", CloseConnection::of);
    lasting(RateLimit.NAME, "429 on REST: route, times, retryAfter, global", RateLimit::of);
    lasting(ServerError.NAME, "5xx on REST: route, times, status", ServerError::of);
    lasting(ConnectionReset.NAME, "TCP reset on REST: route, times", ConnectionReset::of);
    lasting(SlowAnswers.NAME, "late answers on REST: route, times, delay", SlowAnswers::of);
  }

  private FaultCatalog() {}

  private static void momentary(
      String name, String meaning, Function<FaultParameters, Fault> reading) {
    ENTRIES.put(name, new Entry(name, meaning, false, reading));
  }

  private static void lasting(
      String name, String meaning, Function<FaultParameters, Fault> reading) {
    ENTRIES.put(name, new Entry(name, meaning, true, reading));
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
