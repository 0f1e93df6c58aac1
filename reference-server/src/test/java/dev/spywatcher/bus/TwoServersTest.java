package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.abuse.Requests;
import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.WebSocketClient;
import dev.spywatcher.abuse.Wire;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.WireTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two servers of one service, with clients at both (SCALE-1, SCALE-4). */
@Execution(ExecutionMode.SAME_THREAD)
class TwoServersTest {

  private static final String GUILD = "700";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private RedisProgram redis;
  private RunningServer a;
  private RunningServer b;

  @BeforeEach
  void start() {
    redis = opened(RedisProgram.embedded());
    a = opened(server());
    b = opened(server());
    a.guild(GUILD, "u", "v");
    b.guild(GUILD, "u", "v");
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private RunningServer server() {
    return RunningServer.start(options -> options.redis(redis.address()));
  }

  private WebSocketClient client(RunningServer server) {
    return opened(WebSocketClient.connect(server, "u").subscribe(GUILD));
  }

  private static String packet(Instant timestamp) {
    return "\"timestamp\":\"" + WireTime.of(timestamp) + "\"";
  }

  private static void assertNext(WebSocketClient client, List<Instant> messages) {
    for (Instant message : messages) {
      assertThat(client.packet()).startsWith("42[\"message:new\"").contains(packet(message));
    }
  }

  @Test
  void everyEventReachesTheClientsOfBothOnceAndInOrder() {
    WebSocketClient atA = client(a);
    WebSocketClient atB = client(b);
    List<Instant> sent = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      sent.add(a.message(GUILD, "v"));
    }

    assertNext(atA, sent);
    assertNext(atB, sent);
    Instant other = b.message(GUILD, "v");
    assertNext(atA, List.of(other));
    assertNext(atB, List.of(other));
    atA.assertSilenceFor(Duration.ofMillis(500));
    atB.assertSilenceFor(Duration.ofMillis(100));
  }

  @Test
  void aSubscriptionThatIsAcknowledgedMissesNothing() {
    for (int round = 0; round < 10; round++) {
      String guild = "71" + round;
      a.guild(guild, "u", "v");
      b.guild(guild, "u", "v");
      try (WebSocketClient client = WebSocketClient.connect(b, "u").subscribe(guild)) {
        assertNext(client, List.of(a.message(guild, "v")));
      }
    }
  }

  @Test
  void aRoomIsHeardOfOnlyWhereItHasSubscribers() throws Exception {
    try (ServiceClock clock = new ServiceClock();
        RedissonLink link = RedissonLink.open(redis.address(), "spywatcher", clock)) {
      assertThat(rooms(link)).isEmpty();
      WebSocketClient client = client(b);
      assertThat(rooms(link)).containsExactly("spywatcher:room:guild:" + GUILD);
      assertThat(receivers(link, "spywatcher:room:guild:" + GUILD)).isEqualTo(1);
      client.close();
      // Rooms are listened to for a little longer than they have subscribers.
      await().atMost(SOON).untilAsserted(() -> assertThat(rooms(link)).isEmpty());
    }
  }

  @Test
  void anAddressHasTheLimitsOfOneServerAtBothTogether() {
    RunningServer c = opened(limited());
    RunningServer d = opened(limited());
    opened(WebSocketClient.connect(c, "u"));
    opened(WebSocketClient.connect(d, "u"));
    WebSocketClient third = WebSocketClient.connect(c, "u");
    for (RunningServer server : List.of(c, d)) {
      try (Wire wire = Wire.to(server.address())) {
        assertThat(wire.exchange(Requests.get(Requests.POLLING)).status()).isEqualTo(429);
      }
    }

    third.close();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              try (Wire wire = Wire.to(d.address())) {
                assertThat(wire.exchange(Requests.get(Requests.POLLING)).status()).isEqualTo(200);
              }
            });
  }

  private RunningServer limited() {
    return RunningServer.start(
        options -> options.redis(redis.address()).service("limited").maxConnectionsPerIp(3));
  }

  private static Set<String> rooms(RedissonLink link) {
    Script channels = new Script("channels", "return redis.call('pubsub', 'channels', '*room:*')");
    Set<String> names = new TreeSet<>();
    for (Object name : link.run(channels, List.of(), List.of()).toCompletableFuture().join()) {
      names.add(new String((byte[]) name, UTF_8));
    }
    return names;
  }

  private static long receivers(RedissonLink link, String channel) {
    Script receivers = new Script("receivers", "return redis.call('pubsub', 'numsub', ARGV[1])");
    return (Long)
        link.run(receivers, List.of(), List.of(channel)).toCompletableFuture().join().get(1);
  }

  @Test
  void whereRedisIsKilledClientsKeepTheirServerAndAllIsAsBeforeWhenItIsBack() {
    WebSocketClient atA = client(a);
    WebSocketClient atB = client(b);
    assertNext(atB, List.of(a.message(GUILD, "v")));
    atA.packet();

    redis.kill();
    assertNext(atA, List.of(a.message(GUILD, "v")));
    // A subscription while Redis is away is not held up by it.
    WebSocketClient late = client(b);
    late.close();

    redis.start();
    awaitOneService(atA, atB);
    Instant after = a.message(GUILD, "v");
    assertNext(atA, List.of(after));
    assertNext(atB, List.of(after));
    atB.assertSilenceFor(Duration.ofMillis(500));
  }

  @Test
  void whatRedisHeldWhileItWasFrozenIsNotDeliveredLate() {
    WebSocketClient atA = client(a);
    WebSocketClient atB = client(b);
    assertNext(atB, List.of(a.message(GUILD, "v")));
    atA.packet();

    redis.freeze();
    List<Instant> during = new ArrayList<>();
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < Duration.ofSeconds(5).toNanos()) {
      during.add(a.message(GUILD, "v"));
      atB.assertSilenceFor(Duration.ofMillis(250));
    }
    assertNext(atA, during);

    redis.thaw();
    awaitOneService(atA, atB);
    Instant after = a.message(GUILD, "v");
    assertNext(atA, List.of(after));
    assertNext(atB, List.of(after));
    atB.assertSilenceFor(Duration.ofMillis(500));
  }

  /** Writes messages at the one server until they arrive at the other; nothing older does. */
  private void awaitOneService(WebSocketClient atA, WebSocketClient atB) {
    long deadline = System.nanoTime() + SOON.toNanos();
    List<Instant> probes = new ArrayList<>();
    while (System.nanoTime() < deadline) {
      probes.add(a.message(GUILD, "v"));
      String arrived = atB.packetWithin(Duration.ofMillis(200));
      if (arrived != null) {
        assertNext(atA, probes);
        List<Instant> matching =
            probes.stream().filter(probe -> arrived.contains(packet(probe))).toList();
        assertThat(matching).as(arrived).hasSize(1);
        // From the first that arrives on, all do.
        assertNext(atB, probes.subList(probes.indexOf(matching.get(0)) + 1, probes.size()));
        return;
      }
    }
    throw new AssertionError("the servers were not one service within " + SOON);
  }
}
