package dev.spywatcher.bus;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.Gate.Waiver;
import dev.spywatcher.limit.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an address may do it may do on all servers together (SCALE-2; LIM-1, LIM-2, LIM-4). */
class SharedLimitsTest {

  private static final ClientAddress ONE = new ClientAddress("192.0.2.1", "192.0.2.1");
  private static final ClientAddress OTHER = new ClientAddress("192.0.2.2", "192.0.2.2");
  private static final int MANY = 1_000_000;
  private static final Script LIVES =
      new Script("lives", "return {redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])}");
  private static final String FOR_LONG = "9000000000000";

  private static RedisProgram redis;
  private static int services;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final String service = "limits-" + ++services;

  @BeforeAll
  static void start() {
    redis = RedisProgram.embedded();
  }

  @AfterAll
  static void end() {
    redis.close();
  }

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private static Limits limits(int rate, int connections, int reconnects, Duration block) {
    return new Limits(rate, connections, 1, 1, reconnects, block, 1, 65_536);
  }

  /** The gate of a server that has joined. */
  private final class Server {
    final RedissonLink link;
    final String id;
    final SharedLimits gate;

    Server(String id, Limits limits) throws Exception {
      this(id, limits, redis.address());
    }

    Server(String id, Limits limits, RedisAddress address) throws Exception {
      this.id = id;
      ServiceClock clock = new ServiceClock();
      open.add(clock);
      link = RedissonLink.open(address, service, clock);
      open.add(link);
      gate = new SharedLimits(link, id, limits, new AddressLimits(limits, clock), clock);
      livesUntil(FOR_LONG);
      link.add(gate);
      // The limits are those of the service once Redis hears of connections.
      await().until(() -> isShared());
    }

    private boolean isShared() {
      CompletableFuture<Admission> judged =
          gate.admit(OTHER, Set.of(Waiver.values())).toCompletableFuture();
      boolean later = !judged.isDone();
      leave(judged.join());
      return later;
    }

    void livesUntil(String millis) {
      link.run(LIVES, List.of(Registry.SERVERS), List.of(id, millis)).toCompletableFuture().join();
    }

    Admission admit(ClientAddress address) {
      return gate.admit(address).toCompletableFuture().join();
    }

    List<Admission> admit(ClientAddress address, int times) {
      return IntStream.range(0, times).mapToObj(i -> admit(address)).toList();
    }
  }

  private static void leave(Admission admission) {
    if (admission instanceof Admission.Admitted admitted) {
      admitted.leave().run();
    }
  }

  private static long admitted(List<Admission> admissions) {
    return admissions.stream().filter(Admission.Admitted.class::isInstance).count();
  }

  private static Admission.Refused refused(Admission admission) {
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return (Admission.Refused) admission;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void judgesAsAServerDoesByItself(long seed) throws Exception {
    Random random = new Random(seed);
    Limits limits =
        limits(
            1 + random.nextInt(90),
            MANY,
            1 + random.nextInt(25),
            Duration.ofMillis(100 + random.nextInt(4_000)));
    AtomicLong micros = new AtomicLong(1_790_000_000_000_000L);
    ServiceClock clock = new ServiceClock(() -> Instant.EPOCH.plus(micros.get(), MICROS));
    open.add(clock);
    AddressLimits alone = new AddressLimits(limits, clock);
    Server server = new Server("s", limits);

    for (int i = 0; i < 400; i++) {
      // Pauses from none to minutes, most of them short.
      long pause = (long) Math.pow(10, random.nextDouble() * 7.8) - 1;
      String at = Long.toString(micros.addAndGet(pause));
      Set<Waiver> waived = random.nextInt(8) > 0 ? Set.of() : Set.of(Waiver.RATE);
      Admission expected = alone.judge(ONE, waived);
      List<Object> judged = server.gate.judged(ONE.key(), at, waived).toCompletableFuture().join();

      assertThat((Long) judged.get(0) == 0)
          .as("handshake %d of seed %d at %s: %s, %s", i, seed, at, expected, judged)
          .isEqualTo(expected instanceof Admission.Admitted);
      if (expected instanceof Admission.Refused refusal) {
        long wait = refusal.retryAfter().toNanos() / 1_000;
        assertThat((Long) judged.get(1)).as("wait of %d", i).isBetween(wait - 1, wait + 1);
      }
    }
  }

  @Test
  void theRateIsThatOfAllServersTogether() throws Exception {
    Limits limits = limits(10, MANY, MANY, Duration.ofSeconds(30));
    Server one = new Server("a", limits);
    Server other = new Server("b", limits);

    long let = 0;
    for (int i = 0; i < 30; i++) {
      let += admitted(one.admit(ONE, 1)) + admitted(other.admit(ONE, 1));
    }

    // One more comes free each six seconds.
    assertThat(let).isBetween(10L, 11L);
    assertThat(refused(other.admit(ONE)).reason()).contains("--connection-rate");
    assertThat(admitted(other.admit(OTHER, 3))).as("another address").isEqualTo(3);
  }

  @Test
  void anAddressIsBlockedEverywhere() throws Exception {
    Limits limits = limits(MANY, MANY, 6, Duration.ofSeconds(30));
    Server one = new Server("a", limits);
    Server other = new Server("b", limits);

    assertThat(admitted(one.admit(ONE, 3)) + admitted(other.admit(ONE, 3))).isEqualTo(6);

    assertThat(refused(one.admit(ONE)).reason()).contains("--reconnect-limit");
    Admission.Refused blocked = refused(other.admit(ONE));
    assertThat(blocked.reason()).contains("blocked");
    assertThat(blocked.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    one.gate.reset();
    assertThat(admitted(one.admit(ONE, 1))).as("after a reset").isOne();
  }

  @Test
  void connectionsOfAllServersCountAndThoseOfADeadOneDoNot() throws Exception {
    Limits limits = limits(MANY, 4, MANY, Duration.ofSeconds(30));
    Server one = new Server("a", limits);
    Server other = new Server("b", limits);
    List<Admission> held = one.admit(ONE, 3);
    assertThat(admitted(other.admit(ONE, 2))).isOne();

    leave(held.get(0));
    leave(held.get(0));
    assertThat(admitted(other.admit(ONE, 2))).as("one has left").isOne();

    one.livesUntil("1");
    assertThat(admitted(other.admit(ONE, 9))).as("two went with their server").isEqualTo(2);
  }

  @Test
  void whatEndedWhileAServerWasCutOffDoesNotCountWhenItIsBack() throws Exception {
    Limits limits = limits(MANY, 3, MANY, Duration.ofSeconds(30));
    RedisWire wire = new RedisWire(redis.address());
    open.add(wire);
    Server away = new Server("a", limits, wire.address());
    Server stays = new Server("b", limits);
    List<Admission> held = away.admit(ONE, 2);
    assertThat(admitted(held)).isEqualTo(2);
    assertThat(admitted(stays.admit(ONE, 2))).isOne();

    wire.cut();
    await().until(() -> !away.link.isUp());
    held.forEach(SharedLimitsTest::leave);
    wire.mend();
    await().atMost(Duration.ofSeconds(10)).until(away.link::isUp);

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> stays.admit(ONE) instanceof Admission.Admitted);
    assertThat(admitted(stays.admit(ONE, 2))).isOne();
  }

  @Test
  void aServerJudgesByItselfWhileRedisIsAwayAndTellsOfItsConnectionsAfterwards() throws Exception {
    Limits limits = limits(MANY, 3, MANY, Duration.ofSeconds(30));
    RedisProgram away = RedisProgram.embedded();
    open.add(away);
    ServiceClock clock = new ServiceClock();
    open.add(clock);
    RedissonLink link = RedissonLink.open(away.address(), service, clock);
    open.add(link);
    SharedLimits gate =
        new SharedLimits(link, "a", limits, new AddressLimits(limits, clock), clock);
    link.add(gate);
    List<Admission> held = new ArrayList<>();
    held.add(gate.admit(ONE).toCompletableFuture().join());
    held.add(gate.admit(ONE).toCompletableFuture().join());
    assertThat(admitted(held)).isEqualTo(2);

    away.kill();
    await().until(() -> !link.isUp());
    held.add(gate.admit(ONE).toCompletableFuture().join());
    assertThat(admitted(held)).as("the third, by the server itself").isEqualTo(3);
    refused(gate.admit(ONE).toCompletableFuture().join());
    leave(held.remove(0));

    away.start();
    await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(
                        link.run(
                                new Script(
                                    "count",
                                    "return {redis.call('HGET', KEYS[1], ARGV[1]) or '0'}"),
                                List.of("connections:" + ONE.key()),
                                List.of("a"))
                            .toCompletableFuture()
                            .join())
                    .first()
                    .isEqualTo(new byte[] {'2'}));
    assertThat(gate.admit(ONE).toCompletableFuture().join()).isInstanceOf(Admission.Admitted.class);
    refused(gate.admit(ONE).toCompletableFuture().join());
  }
}
