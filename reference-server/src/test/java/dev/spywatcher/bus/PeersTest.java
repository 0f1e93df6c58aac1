package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.clock.ServiceClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that know and call each other, by a Redis that is there, away, and back. */
class PeersTest {

  private static final Duration SOON = Duration.ofSeconds(10);

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

  private RedissonLink link() throws IOException {
    ServiceClock clock = new ServiceClock();
    open.add(clock);
    RedissonLink link = RedissonLink.open(redis.address(), service, clock);
    open.add(link);
    return link;
  }

  private Peers server(String name, Peers.Handler handler) throws IOException {
    return server(name, link(), handler);
  }

  private Peers server(String name, Link link, Peers.Handler handler) {
    Peer own = new Peer("id-" + name.charAt(0), name, URI.create("http://" + name + "/"), 7);
    Peers peers = new Peers(link, own, handler, System::currentTimeMillis, version -> {});
    open.add(peers);
    link.add(peers);
    await().atMost(SOON).until(peers::joined);
    return peers;
  }

  private static Peers.Handler saying(String word) {
    return request -> (word + " " + new String(request, UTF_8)).getBytes(UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  private static List<String> told(List<PeerAnswer> answers) {
    return answers.stream()
        .map(
            one ->
                one.peer().name()
                    + ": "
                    + (one.answered() ? new String(one.body(), UTF_8) : one.failure()))
        .toList();
  }

  private static List<String> names(Peers peers) {
    return peers.live().stream().map(Peer::name).toList();
  }

  @Test
  void allAreKnownToAllAndAnswer() throws IOException {
    Peers one = server("a:1", saying("one"));
    Peers two = server("b:2", saying("two"));
    Peers three = server("c:3", saying("three"));

    assertThat(told(now(one.callAll(bytes("?")))))
        .containsExactly("a:1: one ?", "b:2: two ?", "c:3: three ?");
    assertThat(told(now(three.callAll(bytes("!")))))
        .containsExactly("a:1: one !", "b:2: two !", "c:3: three !");
    assertThat(told(List.of(now(two.call(one.own(), bytes("hey"))))))
        .containsExactly("a:1: one hey");
    await().atMost(SOON).untilAsserted(() -> assertThat(names(one)).hasSize(3));
    assertThat(one.live()).contains(two.own());
  }

  @Test
  void aCallThatWasHeldUpOnItsWayIsNotWorkedOn() throws IOException {
    List<String> asked = java.util.Collections.synchronizedList(new ArrayList<>());
    server(
        "b:2",
        request -> {
          asked.add(new String(request, UTF_8));
          return request;
        });
    Link link = link();
    long now = System.currentTimeMillis();
    long old = now - Peers.PATIENCE.toMillis() - 1_000;

    link.publish(
        Post.channel("id-b"),
        new PeerMessage(PeerMessage.Kind.CALL, 1, "id-a", old, bytes("old")).encoded());
    link.publish(
        Post.channel("id-b"),
        new PeerMessage(PeerMessage.Kind.CALL, 2, "id-a", now, bytes("new")).encoded());

    // Messages keep their order: what was sent before has come before.
    await().atMost(SOON).until(() -> !asked.isEmpty());
    assertThat(asked).containsExactly("new");
  }

  @Test
  void whatOneCannotDoIsToldWithItsName() throws IOException {
    Peers one = server("a:1", saying("one"));
    server(
        "b:2",
        request -> {
          throw new IllegalArgumentException("no such thing");
        });

    assertThat(told(now(one.callAll(bytes("?")))))
        .containsExactly("a:1: one ?", "b:2: no such thing");
  }

  @Test
  void whatIsLargeArrivesWhole() throws IOException {
    byte[] large = new byte[3 * 1024 * 1024];
    Arrays.fill(large, (byte) 42);
    Peers one = server("a:1", saying("one"));
    Peers two =
        server(
            "b:2",
            request -> {
              byte[] twice = Arrays.copyOf(request, 2 * request.length);
              System.arraycopy(request, 0, twice, request.length, request.length);
              return twice;
            });

    byte[] answer = now(one.call(two.own(), large)).body();

    assertThat(answer).hasSize(2 * large.length).startsWith(large).endsWith(large);
  }

  @Test
  void oneThatWorksForLongIsWaitedFor() throws IOException {
    CountDownLatch work = new CountDownLatch(1);
    Peers one = server("a:1", saying("one"));
    Peers two =
        server(
            "b:2",
            request -> {
              try {
                work.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return bytes("done");
            });

    CompletionStage<PeerAnswer> answer = one.call(two.own(), bytes("?"));
    Duration longer = Peers.PATIENCE.plusSeconds(2);
    await()
        .during(longer)
        .atMost(longer.plusSeconds(2))
        .until(() -> !answer.toCompletableFuture().isDone());
    work.countDown();

    assertThat(told(List.of(now(answer)))).containsExactly("b:2: done");
  }

  @Test
  void oneThatIsClosedIsGoneAtOnce() throws IOException {
    Peers one = server("a:1", saying("one"));
    Peers two = server("b:2", saying("two"));
    assertThat(now(one.callAll(bytes("?")))).hasSize(2);

    two.close();

    assertThat(told(now(one.callAll(bytes("?"))))).containsExactly("a:1: one ?");
  }

  @Test
  void oneThatDiesIsNoServerOfTheServiceSoon() throws IOException {
    RedissonLink dying = link();
    Peers one = server("a:1", saying("one"));
    Peers two = server("b:2", dying, saying("two"));
    assertThat(now(one.callAll(bytes("?")))).hasSize(2);

    // Without a word, as a process that is killed.
    dying.close();

    assertThat(told(now(one.callAll(bytes("?")))))
        .as("it is waited for, and then known to be gone")
        .containsExactly("a:1: one ?");
    assertThat(now(one.call(two.own(), bytes("?"))).gone()).isTrue();
  }

  @Test
  void oneThatIsThereAndSilentIsNamed() throws IOException {
    RedissonLink link = link();
    Peers one = server("a:1", saying("one"));
    Peer deaf = new Peer("id-deaf", "d:4", URI.create("http://d:4/"), 8);
    Registry registry = new Registry(link, deaf, version -> {});
    registry.join();
    AtomicInteger beats = new AtomicInteger();
    try (var beating = new Beat(() -> registry.beat().thenRun(beats::incrementAndGet))) {
      await().atMost(SOON).until(() -> beats.get() > 0);

      assertThat(told(now(one.callAll(bytes("?")))))
          .containsExactly("a:1: one ?", "d:4: did not answer within 5500ms");
    }
  }

  /** Calls something twice a second. */
  private record Beat(java.util.concurrent.ScheduledExecutorService timer)
      implements AutoCloseable {
    Beat(Runnable action) {
      this(java.util.concurrent.Executors.newSingleThreadScheduledExecutor());
      timer.scheduleAtFixedRate(action, 0, 500, java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }

  @Test
  void whileRedisIsAwayEachIsAloneAndAfterwardsAllAreBack() throws IOException {
    ownRedis();
    Peers one = server("a:1", saying("one"));
    Peers two = server("b:2", saying("two"));

    redis.kill();
    await().atMost(SOON).until(() -> !one.joined() && !two.joined());
    assertThat(told(now(one.callAll(bytes("?"))))).containsExactly("a:1: one ?");
    assertThat(names(one)).containsExactly("a:1");

    redis.start();
    await().atMost(SOON).until(() -> one.joined() && two.joined());
    assertThat(told(now(two.callAll(bytes("?"))))).containsExactly("a:1: one ?", "b:2: two ?");
  }
}
