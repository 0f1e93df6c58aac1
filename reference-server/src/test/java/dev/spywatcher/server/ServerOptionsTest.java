package dev.spywatcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.limit.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bad option is refused with its name, its value and what would be right. */
class ServerOptionsTest {

  private static final String OWN_SECRET = "a secret of one's own, thirty-two characters long";

  /** Options of which one is bad, and what the refusal says. */
  private record Bad(UnaryOperator<ServerOptions.Builder> options, List<String> told) {
    @Override
    public String toString() {
      return told.toString();
    }
  }

  private static Bad bad(UnaryOperator<ServerOptions.Builder> options, String... told) {
    return new Bad(options, List.of(told));
  }

  static List<Bad> badOptions() {
    Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
    List<Bad> all = new ArrayList<>();
    all.add(bad(b -> b.host(""), "--host", "must not be empty", "127.0.0.1"));
    all.add(bad(b -> b.host(" "), "--host", "must not be empty"));
    all.add(bad(b -> b.host("no.such.host.invalid"), "--host", "no.such.host.invalid"));
    all.add(bad(b -> b.host("0.0.0.0"), "--host", "0.0.0.0", "outside", "--jwt-secret"));
    all.add(
        bad(
            b -> b.host("0.0.0.0").jwtSecret(OWN_SECRET),
            "--host",
            "0.0.0.0",
            "outside",
            "--control-token"));
    all.add(
        bad(
            b -> b.host("0.0.0.0").controlToken("token"),
            "--host",
            "0.0.0.0",
            "outside",
            "--jwt-secret"));
    all.add(bad(b -> b.port(-1), "--port", "-1", "between 0", "65535"));
    all.add(bad(b -> b.port(65536), "--port", "65536", "between 0", "65535"));
    all.add(bad(b -> b.controlPort(-1), "--control-port", "-1", "65535"));
    all.add(bad(b -> b.controlPort(70000), "--control-port", "70000", "65535"));
    all.add(bad(b -> b.port(4000).controlPort(4000), "--control-port", "4000", "--port"));
    all.add(bad(b -> b.controlToken(""), "--control-token", "must not be empty"));
    all.add(bad(b -> b.controlToken("  "), "--control-token", "must not be empty"));
    all.add(bad(b -> b.jwtSecret(""), "--jwt-secret", "0 bits", "256"));
    all.add(bad(b -> b.jwtSecret("x".repeat(31)), "--jwt-secret", "248 bits", "256", "openssl"));
    all.add(bad(b -> b.corsOrigins(List.of("app.example")), "--cors-origin", "app.example"));
    all.add(bad(b -> b.corsOrigins(List.of("https://a.example/")), "--cors-origin", "no path"));
    all.add(bad(b -> b.corsOrigins(List.of("*", "null")), "--cors-origin", "null", "https://"));
    all.add(bad(b -> b.corsOrigins(List.of("")), "--cors-origin", "https://"));
    all.add(bad(b -> b.analyticsInterval(Duration.ZERO), "--analytics-interval", "0ms", "7d"));
    all.add(
        bad(b -> b.analyticsInterval(Duration.ofSeconds(-1)), "--analytics-interval", "-1000ms"));
    all.add(bad(b -> b.analyticsInterval(Duration.ofDays(8)), "--analytics-interval", "7d", "30s"));
    all.add(bad(b -> b.analyticsInterval(endless), "--analytics-interval", "7d"));
    all.add(bad(b -> b.analyticsInterval(Duration.ofNanos(1)), "--analytics-interval", "1ms"));
    all.add(bad(b -> b.pingInterval(Duration.ZERO), "--ping-interval", "0ms", "25s"));
    all.add(bad(b -> b.pingInterval(Duration.ofNanos(999_999)), "--ping-interval", "1ms", "25s"));
    all.add(bad(b -> b.pingInterval(endless), "--ping-interval", "7d"));
    all.add(bad(b -> b.pingTimeout(Duration.ZERO), "--ping-timeout", "0ms", "60s"));
    all.add(bad(b -> b.pingTimeout(Duration.ofDays(30)), "--ping-timeout", "7d", "60s"));
    all.add(bad(b -> b.pingTimeout(endless), "--ping-timeout", "7d"));
    all.add(bad(b -> b.maxPayload(1023), "--max-payload", "1023", "1KiB"));
    all.add(bad(b -> b.maxPayload(100_000_001), "--max-payload", "100000001", "100000000"));
    all.add(bad(b -> b.connectionRate(0), "--connection-rate", "0", "per minute"));
    all.add(bad(b -> b.maxConnectionsPerIp(0), "--max-connections-per-ip", "0", "connections"));
    all.add(bad(b -> b.eventRate(0), "--event-rate", "0", "per second"));
    all.add(bad(b -> b.eventBurst(-5), "--event-burst", "-5", "packets"));
    all.add(bad(b -> b.eventRate(10).eventBurst(9), "--event-burst", "9", "--event-rate", "10"));
    all.add(bad(b -> b.reconnectLimit(0), "--reconnect-limit", "0", "10 s"));
    all.add(bad(b -> b.reconnectBlock(Duration.ZERO), "--reconnect-block", "0ms", "24h"));
    all.add(bad(b -> b.reconnectBlock(Duration.ofHours(25)), "--reconnect-block", "24h"));
    all.add(bad(b -> b.reconnectBlock(endless), "--reconnect-block", "24h"));
    all.add(bad(b -> b.maxSubscriptions(0), "--max-subscriptions", "0", "rooms"));
    all.add(bad(b -> b.maxQueuedBytes(65_535), "--max-queued-bytes", "65535", "64KiB"));
    all.add(bad(b -> b.trustedProxies(List.of("proxy")), "--trusted-proxy", "proxy", "10.0.0.0/8"));
    all.add(bad(b -> b.trustedProxies(List.of("10.0.0.0/33")), "--trusted-proxy", "10.0.0.0/33"));
    all.add(bad(b -> b.tlsCert(Path.of("cert.pem")), "--tls-key", "missing", "--tls-cert"));
    all.add(bad(b -> b.tlsKey(Path.of("key.pem")), "--tls-cert", "missing", "--tls-key"));
    return all;
  }

  @ParameterizedTest
  @MethodSource("badOptions")
  void aBadOptionIsRefusedWithItsNameItsValueAndWhatIsRight(Bad bad) {
    assertThatThrownBy(() -> bad.options().apply(ServerOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(bad.told())
        .doesNotContain("\n")
        .hasSizeLessThan(250);
  }

  @Test
  void noRefusalRepeatsASecret() {
    assertThatThrownBy(() -> ServerOptions.builder().jwtSecret("much-too-short").build())
        .message()
        .doesNotContain("much-too-short");
    assertThatThrownBy(() -> ServerOptions.builder().host("0.0.0.0").jwtSecret(OWN_SECRET).build())
        .message()
        .doesNotContain(OWN_SECRET);
  }

  @Test
  void theDefaultsAreThoseOfTheDocument() {
    ServerOptions options = ServerOptions.builder().build();

    assertThat(options.host()).isEqualTo("127.0.0.1");
    assertThat(options.port()).isEqualTo(3001);
    assertThat(options.controlPort()).isEqualTo(3002);
    assertThat(options.analyticsInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.pingInterval()).isEqualTo(Duration.ofSeconds(25));
    assertThat(options.pingTimeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(options.controlToken()).isNull();
    assertThat(options.tls()).isNull();
    assertThat(options.limits()).isEqualTo(Limits.Profile.DEV.limits());
  }

  @Test
  void bothPortsMayBeAnyFreeOne() {
    assertThatCode(() -> ServerOptions.builder().port(0).controlPort(0).build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "localhost", "::1"})
  void loopbackNeedsNeitherSecretNorToken(String host) {
    assertThatCode(() -> ServerOptions.builder().host(host).build()).doesNotThrowAnyException();
  }

  @Test
  void elsewhereBothSuffice() {
    assertThatCode(
            () ->
                ServerOptions.builder()
                    .host("0.0.0.0")
                    .jwtSecret(OWN_SECRET)
                    .controlToken("token")
                    .build())
        .doesNotThrowAnyException();
  }

  @Test
  void bitsOfASecretAreCountedInUtf8() {
    assertThatCode(() -> ServerOptions.builder().jwtSecret("é".repeat(16)).build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 604_800_000})
  void durationsGoFromOneMillisecondToSevenDays(long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThatCode(
            () ->
                ServerOptions.builder()
                    .analyticsInterval(duration)
                    .pingInterval(duration)
                    .pingTimeout(duration)
                    .build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void aProfileSetsTheLimits(Limits.Profile profile) {
    assertThat(ServerOptions.builder().profile(profile).build().limits())
        .isEqualTo(profile.limits());
  }

  @Test
  void aSingleLimitWinsOverTheProfile() {
    Limits strict = Limits.Profile.STRICT.limits();

    Limits limits =
        ServerOptions.builder()
            .maxSubscriptions(7)
            .profile(Limits.Profile.STRICT)
            .connectionRate(8)
            .build()
            .limits();

    assertThat(limits.maxSubscriptions()).isEqualTo(7);
    assertThat(limits.connectionRate()).isEqualTo(8);
    assertThat(limits.maxConnectionsPerIp()).isEqualTo(strict.maxConnectionsPerIp());
  }

  @Test
  void theBurstIsTwiceTheRateUnlessItIsGiven() {
    assertThat(ServerOptions.builder().eventRate(7).build().limits().eventBurst()).isEqualTo(14);
    assertThat(ServerOptions.builder().eventRate(7).eventBurst(9).build().limits().eventBurst())
        .isEqualTo(9);
  }

  @Test
  void printsNoSecret() {
    ServerOptions options =
        ServerOptions.builder().jwtSecret(OWN_SECRET).controlToken("hush-hush").build();

    assertThat(options.toString())
        .contains("127.0.0.1", "3001")
        .doesNotContain(OWN_SECRET, "hush-hush");
  }
}
