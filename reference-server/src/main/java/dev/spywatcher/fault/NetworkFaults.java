package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a network or a server under strain does. */
final class NetworkFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "latency",
              "every event arrives later, and later still by up to the jitter, in their order",
              Latency::new,
              inOrder("delay", "2s", "jitter", "0ms"),
              "EVT-6"),
          kind(
              "jitter",
              "events arrive later by a time that varies, in their order",
              Jitter::new,
              Map.of("most", "2s"),
              "EVT-6"),
          kind(
              "slow-drain",
              "each client gets so many bytes of events a second",
              SlowDrain::new,
              Map.of("bytes", "200"),
              "EVT-6"),
          kind("drop", "events are lost on their way to a client", Drop::new, Map.of(), "EVT-7"),
          kind("duplicate", "events arrive twice", Duplicate::new, Map.of(), "EVT-7"),
          kind(
              "reorder",
              "every other event is overtaken by those after it",
              Reorder::new,
              Map.of("by", "300ms"),
              "EVT-7"),
          kind(
              "corrupt",
              "a character of the payload is another one",
              Corrupt::new,
              Map.of(),
              "EVT-1",
              "EVT-2",
              "EVT-3",
              "EVT-4",
              "EVT-5"),
          kind("mute-pings", "clients are not pinged", MutePings::new, Map.of(), "CONN-4"),
          kind(
              "refuse-handshake",
              "handshakes are refused with HTTP 429",
              RefuseHandshake::new,
              Map.of("retry", "5s"),
              "CONN-1",
              "CONN-2"),
          kind(
              "expire-tokens",
              "every token has expired, also that of a client that is connected",
              ExpireTokens::new,
              Map.of(),
              "AUTH-1"));

  private NetworkFaults() {}

  /** Two parameters, which {@link Map#of} would shuffle. */
  private static Map<String, String> inOrder(
      String first, String value, String second, String otherValue) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(first, value);
    parameters.put(second, otherValue);
    return parameters;
  }
}
