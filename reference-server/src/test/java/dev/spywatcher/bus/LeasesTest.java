package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several servers' leases over one Redis; each sees the same event every few milliseconds. */
class LeasesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BEAT = Duration.ofMillis(5);

  private static EmbeddedRedis redis;
  private static int services;

  private final List<Server> servers = new ArrayList<>();
  private final String service = "leases-" + services++;
  private int shards = 1;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = EmbeddedRedis.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @AfterEach
  void close() {
    servers.forEach(Server::close);
  }

  /** Counts events by their number; number n is of event time n beats. */
  private final class Server implements AutoCloseable {
    final ServiceClock clock;
    final RedissonLink link;
    final Leases leases;
    final List<Long> delivered = new CopyOnWriteArrayList<>();
    final List<Long> alone = new CopyOnWriteArrayList<>();
    final GuildDirectory directory = new GuildDirectory();
    final List<String> guilds = new CopyOnWriteArrayList<>();
    final Entrance entrance;
    private volatile long next;
    private volatile boolean closed;

    Server(String name, Duration skew) throws Exception {
      clock = new ServiceClock(() -> InstantSource.system().instant().plus(skew));
      link = RedissonLink.open(redis.address(), service, clock);
      leases = new Leases(name, shards, link, clock);
      entrance = new Entrance(leases, directory, clock, false, this::take, event -> {});
      leases.serve(
          new Tenant() {
            @Override
            public void beat() {
              entrance.again();
            }
          });
      CompletableFuture<Void> joined = new CompletableFuture<>();
      link.add(leases);
      link.add(
          new Participant() {
            @Override
            public CompletableFuture<?> join(Instant since) {
              joined.complete(null);
              return joined;
            }

            @Override
            public void leave() {}
          });
      joined.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      servers.add(this);
    }

    /** Begins to see events, all those after {@code beginning}. */
    void play(Instant beginning) {
      next = 0;
      clock.schedule(Duration.ZERO, () -> beat(beginning));
    }

    private void beat(Instant beginning) {
      long number = next++;
      Instant at = beginning.plus(BEAT.multipliedBy(number));
      leases.offer("0", at, () -> take(number, at));
      if (!closed) {
        clock.schedule(Duration.between(clock.instant(), at.plus(BEAT)), () -> beat(beginning));
      }
    }

    private void take(GuildDefinition guild) {
      guilds.add(guild.id());
      directory.put(guild);
    }

    private void take(long number, Instant at) {
      long fence = leases.fence("0", at);
      (fence == Shards.ALONE ? alone : delivered).add(number);
    }

    Set<Integer> held() {
      return leases.held();
    }

    @Override
    public void close() {
      closed = true;
      leases.close();
      link.close();
      clock.close();
    }

    /** Ends without a word, as a process that is killed. */
    void kill() {
      closed = true;
      link.close();
    }
  }

  private Server server(String name) throws Exception {
    return new Server(name, Duration.ZERO);
  }

  private static List<Long> numbers(long until) {
    return IntStream.range(0, (int) until).mapToObj(Long::valueOf).toList();
  }

  /** Waits until that many more events have happened. */
  private static void some(Server server, int events) {
    long until = server.next + events;
    await().atMost(PATIENCE).until(() -> server.next >= until);
  }

  private void awaitHeld(Server server, Set<Integer> shards) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.held()).isEqualTo(shards));
  }

  @Test
  void theFirstServerHoldsEverythingAndTheSecondGetsItsShare() throws Exception {
    shards = 4;
    Server first = server("first");
    assertThat(first.held()).containsExactly(0, 1, 2, 3);

    Server second = server("second");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(first.held()).hasSize(2);
              assertThat(second.held()).hasSize(2).doesNotContainAnyElementsOf(first.held());
            });
  }

  @Test
  void threeServersShareAnyNumberEvenly() throws Exception {
    shards = 5;
    for (String name : List.of("first", "second", "third")) {
      server(name);
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(servers.stream().map(server -> server.held().size()).sorted().toList())
                  .containsExactly(1, 2, 2);
              assertThat(
                      servers.stream()
                          .flatMap(server -> server.held().stream())
                          .collect(Collectors.toSet()))
                  .hasSize(5);
            });
  }

  @Test
  void anOrderlyEndHandsOverAndNothingIsLostOrDoubled() throws Exception {
    Server first = server("first");
    Server second = server("second");
    Instant beginning = first.clock.instant();
    first.play(beginning);
    second.play(beginning);
    some(first, 100);

    long begun = System.nanoTime();
    first.leases.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    awaitHeld(second, Set.of(0));
    some(second, 300);
    List<Long> all = new ArrayList<>(first.delivered);
    all.addAll(second.delivered);
    assertThat(first.delivered).as("delivered by the first").isNotEmpty();
    assertThat(all).isEqualTo(numbers(all.size()));
    assertThat(all).hasSizeGreaterThan(350);
  }

  /** Each of two that start at once may announce it while the other is to take it. */
  @Test
  void aGuildThatNobodyTookWhenItWasAnnouncedIsTakenByWhoeverHoldsItsShard() throws Exception {
    Server first = server("first");
    Server second = server("second");
    List.of("1", "2", "3").forEach(id -> second.entrance.guild(guild(id)));
    second.directory.put(guild("2"));

    first.leases.close();

    await().atMost(PATIENCE).until(() -> second.guilds.containsAll(List.of("1", "3")));
    second.directory.clear();
    second.entrance.forget();
    await()
        .during(Duration.ofMillis(2500))
        .atMost(PATIENCE)
        .until(() -> second.guilds.stream().sorted().toList(), List.of("1", "3")::equals);
    assertThat(first.guilds).isEmpty();
  }

  private static GuildDefinition guild(String id) {
    return new GuildDefinition(id, "guild " + id, List.of(), List.of(), List.of());
  }

  @Test
  void aDeadHolderIsReplacedWithinTenSecondsAndItsFenceIsLower() throws Exception {
    Server first = server("first");
    Server second = server("second");
    long fence = first.leases.fence("0", first.clock.instant());
    long begun = System.nanoTime();

    first.kill();

    awaitHeld(second, Set.of(0));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    assertThat(second.leases.fence("0", second.clock.instant())).isGreaterThan(fence);
    assertThat(second.leases.holder("0")).isEqualTo("second");
  }

  @Test
  void whatTheLastHolderLeftIsNotWaitedForWithoutEnd() throws Exception {
    CompletableFuture<Object> never = new CompletableFuture<>();
    CompletableFuture<Awaited> awaited = new CompletableFuture<>();
    AtomicInteger late = new AtomicInteger();
    ServiceClock clock = new ServiceClock();
    RedissonLink link = RedissonLink.open(redis.address(), service, clock);
    try (clock;
        link;
        Leases leases = new Leases("slow", 1, link, clock)) {
      leases.serve(
          new Tenant() {
            @Override
            public CompletionStage<?> acquired(int shard, boolean knows, Awaited waiting) {
              waiting.run(late::incrementAndGet);
              awaited.complete(waiting);
              return never;
            }
          });
      link.add(leases);
      CompletableFuture<Void> taken = new CompletableFuture<>();
      await().atMost(PATIENCE).until(awaited::isDone);
      leases.offer("0", clock.instant(), () -> taken.complete(null));
      assertThat(taken).succeedsWithin(PATIENCE);

      awaited.join().run(late::incrementAndGet);

      assertThat(late).hasValue(1);
    }
  }

  @Test
  void aServerThatIsCutOffIsAloneAndItsLeaseGoesToAnother() throws Exception {
    Server first = server("first");
    Server second = server("second");
    Instant beginning = first.clock.instant();
    first.play(beginning);
    second.play(beginning);
    some(first, 100);

    first.link.close();
    awaitHeld(second, Set.of(0));
    some(second, 100);

    assertThat(first.delivered).as("before").isEqualTo(numbers(first.delivered.size()));
    assertThat(first.alone.get(0)).as("none lost").isEqualTo(first.delivered.size());
    assertThat(first.leases.held()).isEmpty();
    assertThat(first.leases.fromOthers("0", first.clock.instant())).isFalse();
    assertThat(second.delivered).doesNotContainAnyElementsOf(first.delivered);
  }

  @Test
  void clocksThatAreAMinuteApartChangeNothing() throws Exception {
    Server first = new Server("first", Duration.ofSeconds(60));
    Server second = new Server("second", Duration.ofSeconds(-60));
    Instant beginning = first.clock.instant();
    assertThat(Duration.between(second.clock.instant(), beginning).abs())
        .isLessThan(Duration.ofMillis(500));
    first.play(beginning);
    second.play(beginning);
    some(first, 100);

    first.leases.close();
    awaitHeld(second, Set.of(0));
    some(second, 100);

    List<Long> all = new ArrayList<>(first.delivered);
    all.addAll(second.delivered);
    assertThat(all).isEqualTo(numbers(all.size()));
  }

  @Test
  void aServerWithAnotherNumberOfShardsIsRefused() throws Exception {
    server("first");
    try (ServiceClock clock = new ServiceClock();
        RedissonLink link = RedissonLink.open(redis.address(), service, clock);
        Leases other = new Leases("other", 3, link, clock)) {
      link.add(other);

      ShardsDifferException refusal =
          other.refused().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(refusal)
          .hasMessage(
              "--shards: 3 is not the number that the other servers of this service have;"
                  + " give --shards 1, or another --service");
    }
  }
}
