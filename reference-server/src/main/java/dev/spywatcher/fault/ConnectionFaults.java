package dev.spywatcher.fault;

import static dev.spywatcher.fault.Kind.kind;

import java.util.List;
import java.util.Map;

/** Faults that break rules on connections (CONN). */
final class ConnectionFaults {

  static final List<Kind> KINDS =
      List.of(
          kind(
              "no-websocket",
              "websocket handshakes and upgrades are refused",
              NoWebsocket::new,
              Map.of(),
              "CONN-2"),
          kind("no-polling", "polling is refused", NoPolling::new, Map.of(), "CONN-2"),
          kind(
              "no-upgrade",
              "probes of a websocket are not answered",
              NoUpgrade::new,
              Map.of(),
              "CONN-2"),
          kind(
              "lose-on-upgrade",
              "what waits for a poll is lost when the client upgrades",
              LoseOnUpgrade::new,
              Map.of(),
              "CONN-2"),
          kind(
              "hide-upgrades",
              "the handshake by polling offers no websocket",
              HideUpgrades::new,
              Map.of(),
              "CONN-1",
              "CONN-2"),
          kind(
              "other-ping-times",
              "the handshake announces other heartbeat times than those of the document",
              OtherPingTimes::new,
              Map.of("interval", "30s", "timeout", "20s"),
              "CONN-3"),
          kind(
              "keep-silent-clients",
              "clients that fall silent are never dropped",
              KeepSilentClients::new,
              Map.of(),
              "CONN-4"),
          kind(
              "drop-early",
              "clients that fall silent are dropped too early; those that connect from now on",
              DropEarly::new,
              Map.of("after", "40s"),
              "CONN-4"),
          kind(
              "plain-on-tls",
              "plain clients are served on the port that speaks TLS",
              PlainOnTls::new,
              Map.of(),
              "CONN-5"),
          kind(
              "quiet-disconnect",
              "the server disconnects clients without telling them",
              QuietDisconnect::new,
              Map.of(),
              "CONN-6"),
          kind(
              "token-once",
              "a token lets in one connection only",
              TokenOnce::new,
              Map.of(),
              "CONN-7"),
          kind(
              "restore-subscriptions",
              "a client that connects again has its earlier subscriptions",
              RestoreSubscriptions::new,
              Map.of(),
              "CONN-7"),
          kind(
              "cors-any-origin",
              "every origin is admitted, with credentials",
              CorsAnyOrigin::new,
              Map.of(),
              "CONN-8"),
          kind(
              "cors-no-credentials",
              "origins are admitted without credentials",
              CorsNoCredentials::new,
              Map.of(),
              "CONN-8"),
          kind(
              "no-connect-timeout",
              "a session that never connects is kept; those that open from now on",
              NoConnectTimeout::new,
              Map.of(),
              "CONN-9"),
          kind(
              "old-protocol",
              "any version of the protocol is taken for the present one",
              OldProtocol::new,
              Map.of(),
              "CONN-10"),
          kind(
              "ignore-malformed",
              "malformed packets are ignored",
              IgnoreMalformed::new,
              Map.of(),
              "CONN-10"),
          kind(
              "malformed-closes-all",
              "a malformed packet closes every connection",
              MalformedClosesAll::new,
              Map.of(),
              "CONN-10"),
          kind(
              "no-max-payload",
              "the handshake does not announce the size limit",
              NoMaxPayload::new,
              Map.of(),
              "CONN-11"),
          kind(
              "cut-at-shutdown",
              "clients are cut off when the server shuts down",
              CutAtShutdown::new,
              Map.of(),
              "CONN-12"),
          kind(
              "admit-at-shutdown",
              "newcomers are let in while the server shuts down",
              AdmitAtShutdown::new,
              Map.of(),
              "CONN-12"));

  private ConnectionFaults() {}
}
