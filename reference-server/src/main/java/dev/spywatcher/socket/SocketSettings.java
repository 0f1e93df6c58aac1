package dev.spywatcher.socket;

import dev.spywatcher.limit.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the socket stage can be set to.
 *
 * @param port 0 for any free one
 * @param tls certificate and key; {@code null} serves without TLS (CONN-5)
 * @param trustedProxies whose word on a client's address is taken (LIM-5)
 * @param corsOrigins origins that browsers may connect from; {@code *} stands for any
 * @param connectTimeout how long a session may take to send its CONNECT (CONN-9)
 * @param upgradeTimeout how long a probing websocket may take to finish its upgrade
 * @param maxPayload largest packet from a client, bytes (CONN-11)
 * @param maxQueuedBytes largest outbound queue of a client, bytes (LIM-6)
 * @param conduct how the stage conducts itself at the moment; asked again each time
 */
public record SocketSettings(
    String host,
    int port,
    @Nullable TlsFiles tls,
    TrustedProxies trustedProxies,
    List<String> corsOrigins,
    Duration pingInterval,
    Duration pingTimeout,
    Duration connectTimeout,
    Duration upgradeTimeout,
    int maxPayload,
    long maxQueuedBytes,
    Supplier<Conduct> conduct) {

  /** Settings of a server of proper conduct. */
  public SocketSettings(
      String host,
      int port,
      @Nullable TlsFiles tls,
      TrustedProxies trustedProxies,
      List<String> corsOrigins,
      Duration pingInterval,
      Duration pingTimeout,
      Duration connectTimeout,
      Duration upgradeTimeout,
      int maxPayload,
      long maxQueuedBytes) {
    this(
        host,
        port,
        tls,
        trustedProxies,
        corsOrigins,
        pingInterval,
        pingTimeout,
        connectTimeout,
        upgradeTimeout,
        maxPayload,
        maxQueuedBytes,
        () -> Conduct.PROPER);
  }

  public SocketSettings {
    corsOrigins = List.copyOf(corsOrigins);
  }
}
