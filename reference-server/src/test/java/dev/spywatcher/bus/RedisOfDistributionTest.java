package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spywatcher.abuse.Certificates;
import dev.spywatcher.clock.ServiceClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Redis that comes with the server cannot: channels of shards, TLS, sockets of the file
 * system, passwords as installations have them.
 */
class RedisOfDistributionTest {

  @BeforeAll
  static void look() {
    assumeTrue(RedisProgram.hasDistribution(), "/usr/bin/redis-server is missing: not tested");
  }

  private static String tried(RedisAddress address) throws IOException {
    try (ServiceClock clock = new ServiceClock();
        RedissonLink link = RedissonLink.open(address, "tried", clock)) {
      List<String> heard = new CopyOnWriteArrayList<>();
      link.subscribe("room", message -> heard.add(new String(message, UTF_8)))
          .toCompletableFuture()
          .join();
      link.publish("room", "hello".getBytes(UTF_8));
      await().atMost(Duration.ofSeconds(10)).until(() -> !heard.isEmpty());
      return heard.get(0);
    }
  }

  @Test
  void channelsAreThoseOfShardsWhereRedisHasThem() throws IOException {
    Script channels = new Script("channels", "return redis.call('pubsub', ARGV[1], '*')");
    try (RedisProgram redis = RedisProgram.ofDistribution();
        ServiceClock clock = new ServiceClock();
        RedissonLink link = RedissonLink.open(redis.address(), "s", clock)) {
      link.subscribe("room", message -> {}).toCompletableFuture().join();

      assertThat(
              link.run(channels, List.of(), List.of("shardchannels")).toCompletableFuture().join())
          .extracting(name -> new String((byte[]) name, UTF_8))
          .contains("s:room");
      assertThat(link.run(channels, List.of(), List.of("channels")).toCompletableFuture().join())
          .isEmpty();
      assertThat(tried(redis.address())).isEqualTo("hello");
    }
  }

  @Test
  void aPasswordIsGivenAndNeverTold() throws IOException {
    try (RedisProgram redis = RedisProgram.ofDistribution("--requirepass", "open-sesame")) {
      String place = "127.0.0.1:" + redis.port();
      assertThat(tried(RedisAddress.parse("redis://:open-sesame@" + place))).isEqualTo("hello");
      assertThat(tried(RedisAddress.parse("redis://default:open-sesame@" + place + "/3")))
          .isEqualTo("hello");
      assertThatThrownBy(() -> tried(redis.address()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("--redis: redis://" + place + " asks for a password");
      assertThatThrownBy(() -> tried(RedisAddress.parse("redis://:close-sesame@" + place)))
          .isInstanceOf(IOException.class)
          .hasMessage("--redis: redis://" + place + " refuses the user or the password");
    }
  }

  @Test
  void aSocketOfTheFileSystemWillDo(@TempDir Path directory) throws IOException {
    Path socket = directory.resolve("redis.sock");
    try (RedisProgram redis = RedisProgram.ofDistribution("--unixsocket", socket.toString())) {
      assertThat(tried(RedisAddress.parse("unix://" + socket))).isEqualTo("hello");
    }
    assertThatThrownBy(() -> tried(RedisAddress.parse("unix://" + socket)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("--redis: unix://" + socket);
  }

  @Test
  void tlsIsSpokenWithARedisThatJavaTrusts(@TempDir Path directory) throws IOException {
    Certificates trusted = Certificates.make(directory, "redis", "RSA");
    int port = RedisProgram.freePort();
    try (RedisProgram redis =
        RedisProgram.ofDistribution(
            "--tls-port",
            "" + port,
            "--tls-cert-file",
            trusted.certificate().toString(),
            "--tls-key-file",
            trusted.key().toString(),
            "--tls-ca-cert-file",
            trusted.certificate().toString(),
            "--tls-auth-clients",
            "no")) {
      List<String> trust =
          List.of(
              "-Djavax.net.ssl.trustStore=" + directory.resolve("redis.p12"),
              "-Djavax.net.ssl.trustStorePassword=password");
      String url = "rediss://localhost:" + port;
      try (OtherProcess process = OtherProcess.run(trust, Tried.class, url)) {
        assertThat(process.lineAfter("said ")).isEqualTo("hello");
      }
      try (OtherProcess process = OtherProcess.run(List.of(), Tried.class, url)) {
        assertThat(process.lineAfter("said ")).startsWith("--redis: " + url + " cannot be trusted");
      }
      assertThat(redis.port()).isNotEqualTo(port);
    }
  }

  /** Tries an address, and prints what came of it. */
  static final class Tried {
    public static void main(String[] arguments) {
      try {
        System.out.println("said " + tried(RedisAddress.parse(arguments[0])));
      } catch (IOException e) {
        System.out.println("said " + e.getMessage());
      }
    }
  }
}
