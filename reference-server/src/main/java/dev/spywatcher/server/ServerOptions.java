package dev.spywatcher.server;

import dev.spywatcher.bus.RedisAddress;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.socket.TlsFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set about a server. Immutable; made by {@link #builder()}, which starts
 * from the defaults for a developer's own machine.
 *
 * @param host address to listen on, for clients and for the control API
 * @param port port for clients (rule CONN-1); 0 takes any free one
 * @param controlPort port of the control API; 0 takes any free one
 * @param controlToken bearer token that the control API asks for; {@code null} asks for none
 * @param jwtSecret key of the HS256 signatures of client tokens, at least 256 bits of UTF-8
 * @param corsOrigins origins that browsers may connect from; {@code *} stands for any
 * @param analyticsInterval least time between two {@code analytics:update} of a guild (ANA-2)
 * @param pingInterval time between two heartbeats (CONN-3)
 * @param pingTimeout how long a client may take to answer a heartbeat (CONN-3)
 * @param maxPayload largest packet that a client may send, bytes (CONN-11)
 * @param limits what one address or client may use (LIM-1 to LIM-7)
 * @param trustedProxies addresses or networks whose {@code X-Forwarded-For} is believed (LIM-5)
 * @param tls certificate and key; {@code null} serves without TLS (CONN-5)
 * @param disconnectExpired whether a connection ends when its token expires (AUTH-9)
 * @param redis Redis that the servers of one service share (SCALE-1); {@code null} for a server by
 *     itself
 * @param service what keys and channels in Redis begin with: one service for each name
 * @param shards how many shards guilds are divided into, the same for all servers of a service
 */
public record ServerOptions(
    String host,
    int port,
    int controlPort,
    @Nullable String controlToken,
    String jwtSecret,
    List<String> corsOrigins,
    Duration analyticsInterval,
    Duration pingInterval,
    Duration pingTimeout,
    int maxPayload,
    Limits limits,
    List<String> trustedProxies,
    @Nullable TlsFiles tls,
    boolean disconnectExpired,
    @Nullable RedisAddress redis,
    String service,
    int shards) {

  /** The secret of a server for development; refused outside loopback. */
  public static final String DEVELOPMENT_SECRET =
      "spywatcher-development-secret-never-in-production";

  public ServerOptions {
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
    corsOrigins.forEach(ServerOptions::checkOrigin);
    new TrustedProxies(trustedProxies);
    check(!host.isBlank(), "--host: must not be empty; 127.0.0.1 is the default");
    checkPort("--port", port);
    checkPort("--control-port", controlPort);
    check(
        port == 0 || port != controlPort,
        "--control-port: " + controlPort + " is the same as --port; choose two different ports");
    int bits = jwtSecret.getBytes(StandardCharsets.UTF_8).length * 8;
    check(
        bits >= 256,
        "--jwt-secret: has "
            + bits
            + " bits, HS256 needs 256 or more (32 characters); try: openssl rand -base64 48");
    check(
        controlToken == null || !controlToken.isBlank(),
        "--control-token: must not be empty; leave the option out to ask for none");
    checkPositive("--analytics-interval", analyticsInterval, "30s");
    checkPositive("--ping-interval", pingInterval, "25s");
    checkPositive("--ping-timeout", pingTimeout, "60s");
    check(
        maxPayload >= 1024 && maxPayload <= 100_000_000,
        "--max-payload: " + maxPayload + " is not between 1KiB and 100000000 bytes");
    check(
        service.matches("[A-Za-z0-9._-]{1,64}"),
        "--service: "
            + service
            + " is not a name of 1 to 64 letters, digits, dots, dashes and underscores");
    check(
        shards >= 1 && shards <= 1024,
        "--shards: " + shards + " is not a number of shards from 1 to 1024");
    if (!isLoopback(host)) {
      check(
          !jwtSecret.equals(DEVELOPMENT_SECRET),
          "--host: "
              + host
              + " is reachable from outside; give a secret of your own: --jwt-secret");
      check(
          controlToken != null,
          "--host: "
              + host
              + " is reachable from outside; protect the control API: --control-token");
    }
  }

  private static void checkPort(String option, int port) {
    check(
        port >= 0 && port <= 65535,
        option + ": " + port + " is not a port between 0 (any free one) and 65535");
  }

  private static void checkPositive(String option, Duration value, String example) {
    check(
        value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(Duration.ofDays(7)) <= 0,
        option + ": " + shown(value) + " is not between 1ms and 7d; the document says " + example);
  }

  /** In milliseconds, unless it is too long for them. */
  private static String shown(Duration time) {
    return time.getSeconds() > Integer.MAX_VALUE ? time.getSeconds() + "s" : time.toMillis() + "ms";
  }

  private static void checkOrigin(String origin) {
    check(
        origin.equals("*") || origin.matches("https?://[^/?#,\\s]+"),
        "--cors-origin: "
            + origin
            + " is not an origin such as https://app.example or http://localhost:5173 (no path)");
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "--host: " + host + " is no address of this machine; 127.0.0.1 is the default", e);
    }
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not thread-safe. {@link #build()} checks them. */
  public static final class Builder {
    private String host = "127.0.0.1";
    private int port = 3001;
    private int controlPort = 3002;
    private @Nullable String controlToken;
    private String jwtSecret = DEVELOPMENT_SECRET;
    private List<String> corsOrigins = List.of("*");
    private Duration analyticsInterval = Duration.ofSeconds(30);
    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(60);
    private int maxPayload = 64 * 1024;
    private Limits.Profile profile = Limits.Profile.DEV;
    private @Nullable Integer connectionRate;
    private @Nullable Integer maxConnectionsPerIp;
    private @Nullable Integer eventRate;
    private @Nullable Integer eventBurst;
    private @Nullable Integer reconnectLimit;
    private @Nullable Duration reconnectBlock;
    private @Nullable Integer maxSubscriptions;
    private @Nullable Long maxQueuedBytes;
    private List<String> trustedProxies = List.of();
    private @Nullable Path tlsCert;
    private @Nullable Path tlsKey;
    private boolean disconnectExpired = true;
    private @Nullable RedisAddress redis;
    private String service = "spywatcher";
    private int shards = 1;

    private Builder() {}

    public Builder host(String value) {
      host = value;
      return this;
    }

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder controlPort(int value) {
      controlPort = value;
      return this;
    }

    public Builder controlToken(@Nullable String value) {
      controlToken = value;
      return this;
    }

    public Builder jwtSecret(String value) {
      jwtSecret = value;
      return this;
    }

    public Builder corsOrigins(List<String> value) {
      corsOrigins = value;
      return this;
    }

    public Builder analyticsInterval(Duration value) {
      analyticsInterval = value;
      return this;
    }

    public Builder pingInterval(Duration value) {
      pingInterval = value;
      return this;
    }

    public Builder pingTimeout(Duration value) {
      pingTimeout = value;
      return this;
    }

    public Builder maxPayload(int value) {
      maxPayload = value;
      return this;
    }

    /** The limits that hold where no single one is set. */
    public Builder profile(Limits.Profile value) {
      profile = value;
      return this;
    }

    public Builder connectionRate(int value) {
      connectionRate = value;
      return this;
    }

    public Builder maxConnectionsPerIp(int value) {
      maxConnectionsPerIp = value;
      return this;
    }

    public Builder eventRate(int value) {
      eventRate = value;
      return this;
    }

    public Builder eventBurst(int value) {
      eventBurst = value;
      return this;
    }

    public Builder reconnectLimit(int value) {
      reconnectLimit = value;
      return this;
    }

    public Builder reconnectBlock(Duration value) {
      reconnectBlock = value;
      return this;
    }

    public Builder maxSubscriptions(int value) {
      maxSubscriptions = value;
      return this;
    }

    public Builder maxQueuedBytes(long value) {
      maxQueuedBytes = value;
      return this;
    }

    public Builder trustedProxies(List<String> value) {
      trustedProxies = value;
      return this;
    }

    public Builder tlsCert(Path value) {
      tlsCert = value;
      return this;
    }

    public Builder tlsKey(Path value) {
      tlsKey = value;
      return this;
    }

    public Builder disconnectExpired(boolean value) {
      disconnectExpired = value;
      return this;
    }

    /** Redis to share with others; {@code null} for a server by itself. */
    public Builder redis(@Nullable RedisAddress value) {
      redis = value;
      return this;
    }

    public Builder service(String value) {
      service = value;
      return this;
    }

    public Builder shards(int value) {
      shards = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException where one is bad; the message names it, its value and what
     *     would be right
     */
    public ServerOptions build() {
      return new ServerOptions(
          host,
          port,
          controlPort,
          controlToken,
          jwtSecret,
          corsOrigins,
          analyticsInterval,
          pingInterval,
          pingTimeout,
          maxPayload,
          limits(),
          trustedProxies,
          tls(),
          disconnectExpired,
          redis,
          service,
          shards);
    }

    private Limits limits() {
      Limits base = profile.limits();
      int rate = eventRate == null ? base.eventRate() : eventRate;
      int burst = eventRate == null ? base.eventBurst() : 2 * rate;
      return new Limits(
          connectionRate == null ? base.connectionRate() : connectionRate,
          maxConnectionsPerIp == null ? base.maxConnectionsPerIp() : maxConnectionsPerIp,
          rate,
          eventBurst == null ? burst : eventBurst,
          reconnectLimit == null ? base.reconnectLimit() : reconnectLimit,
          reconnectBlock == null ? base.reconnectBlock() : reconnectBlock,
          maxSubscriptions == null ? base.maxSubscriptions() : maxSubscriptions,
          maxQueuedBytes == null ? base.maxQueuedBytes() : maxQueuedBytes);
    }

    private @Nullable TlsFiles tls() {
      check(tlsCert == null || tlsKey != null, "--tls-key: is missing; --tls-cert needs it");
      check(tlsKey == null || tlsCert != null, "--tls-cert: is missing; --tls-key needs it");
      return tlsCert == null || tlsKey == null ? null : new TlsFiles(tlsCert, tlsKey);
    }
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "ServerOptions[host=%s, port=%d, controlPort=%d]".formatted(host, port, controlPort);
  }
}
