package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.bus.ServiceState.Play;
import dev.spywatcher.bus.ServiceState.Switched;
import dev.spywatcher.clock.ServiceClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the servers of a service have in common, whoever comes, goes, or was away. */
class SharedStateTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Play QUIET = new Play("quiet", 1, 1);
  private static final Play RAID = new Play("raid", -7, Double.POSITIVE_INFINITY);

  private static RedisProgram shared;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final String service = UUID.randomUUID().toString();
  private RedisProgram redis;

  @BeforeAll
  static void start() {
    shared = RedisProgram.embedded();
  }

  @AfterAll
  static void end() {
    shared.close();
  }

  @BeforeEach
  void begin() {
    redis = shared;
  }

  /** One that may be killed. */
  private void ownRedis() {
    redis = RedisProgram.embedded();
    open.add(redis);
  }

  @AfterEach
  void close() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** A server, as far as its state goes. */
  private final class Server {
    final SharedState state;
    final Peers peers;
    final RedissonLink link;
    final ServiceClock clock = new ServiceClock();
    final List<ServiceState> taken = Collections.synchronizedList(new ArrayList<>());

    Server(String name, Play own) throws IOException {
      this(name, own, redis.address());
    }

    Server(String name, Play own, RedisAddress address) throws IOException {
      open.add(clock);
      link = RedissonLink.open(address, service, clock);
      open.add(link);
      state =
          new SharedState(
              link, clock, ServiceState.INITIAL.playing(own), (from, to) -> taken.add(to));
      open.add(state);
      peers =
          new Peers(
              link,
              new Peer("id-" + name, name, URI.create("http://" + name), 1),
              request -> request,
              System::currentTimeMillis,
              state::version);
      open.add(peers);
      link.add(peers);
      link.add(state);
      now(state.joined());
    }

    ServiceState does(Change change) {
      now(state.change(change));
      return now(state.catchUp());
    }

    void await(String what, java.util.function.Predicate<ServiceState> condition) {
      org.awaitility.Awaitility.await(what)
          .atMost(SOON)
          .until(() -> condition.test(state.current()));
    }
  }

  private static @Nullable Map<String, String> on(ServiceState state, String fault) {
    Switched switched = state.faults().get(fault);
    return switched == null ? null : switched.on();
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void whatOneCommandsTheOthersTakeOverByThemselves() throws IOException {
    Server one = new Server("a", QUIET);
    Server two = new Server("b", QUIET);

    one.does(new Change.Advance(Duration.ofSeconds(30)));
    two.does(new Change.Advance(Duration.ofMillis(500)));
    two.does(new Change.Switch("latency", Map.of("delay", "2s", "toxicity", "0.5")));
    one.does(new Change.Switch("jitter", Map.of()));
    one.does(new Change.Switch("jitter", null));
    one.does(new Change.Renew(RAID));
    ServiceState last = two.does(new Change.Pace(0.5));

    one.await("the last change", state -> state.version() == last.version());
    assertThat(one.state.current()).isEqualTo(two.state.current()).isEqualTo(last);
    assertThat(last.advanced()).isEqualTo(Duration.ofMillis(30_500));
    assertThat(last.play()).isEqualTo(new Play("raid", -7, 0.5));
    assertThat(on(last, "latency")).isEqualTo(Map.of("delay", "2s", "toxicity", "0.5"));
    assertThat(on(last, "jitter")).isNull();
    assertThat(last.renewed()).isPositive().isLessThan(last.paced());
    assertThat(last.epoch()).isNotNull();
  }

  @Test
  void oneThatComesLateTakesOverWhatThereIs() throws IOException {
    Server one = new Server("a", RAID);
    one.does(new Change.Advance(Duration.ofHours(1)));
    one.does(new Change.Switch("drop", Map.of("toxicity", "1")));

    Server late = new Server("b", QUIET);

    assertThat(late.state.current()).isEqualTo(one.state.current());
    assertThat(late.taken).hasSize(1);
    assertThat(late.state.current().play()).isEqualTo(RAID);
  }

  @Test
  void allFaultsAreClearedAtOnce() throws IOException {
    Server one = new Server("a", QUIET);
    one.does(new Change.Switch("drop", Map.of("toxicity", "1")));
    one.does(new Change.Switch("jitter", Map.of()));

    ServiceState cleared = one.does(new Change.Clear());

    assertThat(cleared.faults()).isEmpty();
    assertThat(cleared.cleared()).isEqualTo(cleared.version());
  }

  @Test
  void aServiceThatHasEndedLeavesNothingToTheNext() throws Exception {
    Server one = new Server("a", RAID);
    one.does(new Change.Advance(Duration.ofHours(1)));
    one.does(new Change.Switch("drop", Map.of()));
    one.peers.close();
    one.state.close();

    Server next = new Server("b", QUIET);

    assertThat(next.state.current().advanced()).isZero();
    assertThat(next.state.current().faults()).isEmpty();
    assertThat(next.state.current().play()).isEqualTo(QUIET);
  }

  @Test
  void whatRedisHasLostTheServersHaveNot() throws IOException {
    ownRedis();
    Server one = new Server("a", RAID);
    Server two = new Server("b", RAID);
    ServiceState before = one.does(new Change.Advance(Duration.ofHours(1)));
    one.does(new Change.Switch("drop", Map.of("toxicity", "1")));
    two.await("the change", state -> state.faults().containsKey("drop"));

    redis.kill();
    await().atMost(SOON).until(() -> !one.peers.joined() && !two.peers.joined());
    redis.start();
    await().atMost(SOON).until(() -> one.peers.joined() && two.peers.joined());

    Server late = new Server("c", QUIET);
    assertThat(late.state.current().advanced()).isEqualTo(Duration.ofHours(1));
    assertThat(on(late.state.current(), "drop")).isEqualTo(Map.of("toxicity", "1"));
    assertThat(late.state.current().epoch()).isEqualTo(before.epoch());
    one.await("one state", state -> state.equals(late.state.current()));
    two.await("one state", state -> state.equals(late.state.current()));
  }

  @Test
  void aloneAServerChangesItsOwnAndNoClockGoesBack() throws IOException {
    ownRedis();
    Server one = new Server("a", RAID);
    Server two = new Server("b", RAID);

    redis.kill();
    await().atMost(SOON).until(() -> !one.peers.joined() && !two.peers.joined());
    now(one.state.change(new Change.Advance(Duration.ofSeconds(30))));
    now(one.state.change(new Change.Switch("jitter", Map.of())));
    assertThat(one.state.current().advanced()).isEqualTo(Duration.ofSeconds(30));
    assertThat(one.state.current().faults())
        .containsEntry("jitter", new Switched(one.state.current().version(), Map.of()));
    assertThat(two.state.current().advanced()).isZero();

    redis.start();
    two.await("the time of the other", state -> state.advanced().equals(Duration.ofSeconds(30)));
    one.await("one state", state -> state.equals(two.state.current()));
  }

  /** Joined once, then cut off from a Redis that goes on with the other. */
  private record CutOff(Server stays, Server away, RedisWire wire) {
    static CutOff of(SharedStateTest test, Change before) throws IOException {
      RedisWire wire = new RedisWire(test.redis.address());
      test.open.add(wire);
      Server stays = test.new Server("a", RAID);
      Server away = test.new Server("b", RAID, wire.address());
      stays.does(before);
      away.await("the change", state -> state.equals(stays.state.current()));
      wire.cut();
      org.awaitility.Awaitility.await().atMost(SOON).until(() -> !away.peers.joined());
      return new CutOff(stays, away, wire);
    }

    void mend() {
      wire.mend();
      org.awaitility.Awaitility.await().atMost(SOON).until(away.peers::joined);
      now(away.state.catchUp());
    }
  }

  @Test
  void whatAServerCommandedAloneTheServiceKnowsBetter() throws IOException {
    CutOff cut = CutOff.of(this, new Change.Switch("drop", Map.of("toxicity", "1")));
    ServiceState before = cut.stays.state.current();
    now(cut.away.state.change(new Change.Switch("jitter", Map.of())));
    now(cut.away.state.change(new Change.Switch("drop", null)));
    now(cut.away.state.change(new Change.Renew(QUIET)));

    cut.mend();

    ServiceState after = cut.away.state.current();
    assertThat(after.faults()).isEqualTo(before.faults());
    assertThat(after.play()).isEqualTo(RAID);
    assertThat(after.renewed()).isEqualTo(before.renewed());
    assertThat(after.epoch()).isEqualTo(before.epoch());
    cut.stays.await("one state", state -> state.equals(after));
  }

  @Test
  void aServerThatCommandedAloneInATimeToComeHearsTheServiceAllTheSame() throws IOException {
    CutOff cut = CutOff.of(this, new Change.Advance(Duration.ofDays(7)));
    cut.away.clock.advance(Duration.ofDays(7)).join();
    now(cut.away.state.change(new Change.Switch("jitter", Map.of())));

    cut.mend();
    ServiceState last = cut.stays.does(new Change.Switch("drop", Map.of()));

    cut.away.await("the last change", state -> state.equals(last));
    assertThat(last.faults()).containsOnlyKeys("drop");
  }
}
