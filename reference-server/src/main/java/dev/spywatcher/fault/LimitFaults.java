package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on limits (LIM). */
final class LimitFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "no-connection-rate",
              "handshakes are not limited in their rate",
              NoConnectionRate::new,
              Map.of(),
              "LIM-1"),
          kind(
              "no-retry-after",
              "refusals do not say when to try again",
              NoRetryAfter::new,
              Map.of(),
              "LIM-1"),
          kind(
              "no-connection-limit",
              "connections of one address are not limited",
              NoConnectionLimit::new,
              Map.of(),
              "LIM-2"),
          kind(
              "slots-never-return",
              "a connection that has closed is counted still",
              SlotsNeverReturn::new,
              Map.of(),
              "LIM-2"),
          kind(
              "no-event-rate",
              "emissions of a client are not throttled",
              NoEventRate::new,
              Map.of(),
              "LIM-3"),
          kind(
              "throttle-silently",
              "emissions are dropped without an error",
              ThrottleSilently::new,
              Map.of(),
              "LIM-3"),
          kind(
              "keep-flooders",
              "a client that floods is never disconnected",
              KeepFlooders::new,
              Map.of(),
              "LIM-3"),
          kind(
              "disconnect-at-once",
              "a client that exceeds its rate once is disconnected",
              DisconnectAtOnce::new,
              Map.of(),
              "LIM-3"),
          kind(
              "no-reconnect-limit",
              "excessive reconnection is not blocked",
              NoReconnectLimit::new,
              Map.of(),
              "LIM-4"),
          kind(
              "one-address",
              "all addresses share their limits",
              OneAddress::new,
              Map.of(),
              "LIM-5"),
          kind(
              "one-event-rate",
              "all clients share one rate of emissions",
              OneEventRate::new,
              Map.of(),
              "LIM-5"),
          kind(
              "trust-everyone",
              "X-Forwarded-For is believed from anyone near",
              TrustEveryone::new,
              Map.of(),
              "LIM-5"),
          kind(
              "keep-slow-readers",
              "a client that does not read is kept, whatever waits for it",
              KeepSlowReaders::new,
              Map.of(),
              "LIM-6"),
          kind(
              "no-subscription-limit",
              "subscriptions of a client are not limited",
              NoSubscriptionLimit::new,
              Map.of(),
              "LIM-7"));

  private LimitFaults() {}
}
