package dev.spywatcher.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.clock.ServiceClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a link does with Redis there, away, frozen and back. */
@Execution(ExecutionMode.SAME_THREAD)
class RedissonLinkTest {

  private static final Script ECHO =
      new Script("echo", "return {ARGV[1], ARGV[2], tonumber(ARGV[3]), KEYS[1]}");
  private static final Script NOTHING = new Script("nothing", "return {}");
  private static final Duration SOON = Duration.ofSeconds(20);

  private static RedisProgram redis;

  private final List<AutoCloseable> open = new ArrayList<>();

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

  private RedissonLink link(String service) throws IOException {
    ServiceClock clock = new ServiceClock();
    open.add(clock);
    RedissonLink link = RedissonLink.open(redis.address(), service, clock);
    open.add(link);
    return link;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<String> hear(RedissonLink link, String channel) {
    List<String> heard = new CopyOnWriteArrayList<>();
    link.subscribe(channel, message -> heard.add(new String(message, UTF_8)))
        .toCompletableFuture()
        .join();
    return heard;
  }

  @Test
  void aScriptGetsWhatItIsGivenAndItsKeysHaveThePrefix() throws IOException {
    RedissonLink link = link("one");

    List<Object> answer =
        link.run(ECHO, List.of("key"), List.of(new byte[] {0, -1, 13}, "ü", 7L))
            .toCompletableFuture()
            .join();

    assertThat((byte[]) answer.get(0)).containsExactly(0, -1, 13);
    assertThat((byte[]) answer.get(1)).isEqualTo(bytes("ü"));
    assertThat(answer.get(2)).isEqualTo(7L);
    assertThat((byte[]) answer.get(3)).isEqualTo(bytes("one:key"));
  }

  @Test
  void aScriptThatFailsSaysWhichAndNotWithWhat() throws IOException {
    RedissonLink link = link("one");
    Script wrong = new Script("wrong", "return redis.call('get')");

    assertThatThrownBy(
            () -> link.run(wrong, List.of(), List.of("secret")).toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("script wrong: ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatIsPublishedArrivesOnceAndInOrderAcrossChannels() throws IOException {
    RedissonLink from = link("order");
    RedissonLink to = link("order");
    RedissonLink stranger = link("other");
    List<String> heard = new CopyOnWriteArrayList<>();
    for (String channel : List.of("a", "b")) {
      to.subscribe(channel, message -> heard.add(new String(message, UTF_8)))
          .toCompletableFuture()
          .join();
    }
    List<String> strange = hear(stranger, "a");

    List<String> sent = IntStream.range(0, 2_000).mapToObj(String::valueOf).toList();
    for (int i = 0; i < sent.size(); i++) {
      from.publish(i % 3 == 0 ? "a" : "b", bytes(sent.get(i)));
    }

    await().atMost(SOON).until(() -> heard.size() >= sent.size());
    from.publish("a", bytes("last"));
    await().atMost(SOON).until(() -> heard.contains("last"));
    assertThat(heard.subList(0, sent.size())).isEqualTo(sent);
    assertThat(heard).hasSize(sent.size() + 1);
    assertThat(strange).isEmpty();
    assertThat(from.dropped()).isZero();
  }

  /** Publications wait a little for those that follow, and are no fewer for it. */
  @Test
  void whatWasPublishedBeforeAnOrderlyEndArrives() throws IOException {
    RedissonLink to = link("end");
    List<String> heard = hear(to, "channel");
    RedissonLink from = link("end");
    List<String> all = IntStream.range(0, 50).mapToObj(String::valueOf).toList();

    all.forEach(text -> from.publish("channel", bytes(text)));
    from.close();

    await().atMost(Duration.ofSeconds(5)).until(() -> heard.size() >= all.size());
    assertThat(heard).isEqualTo(all);
  }

  @Test
  void aSubscriptionEndsAndMayBeginAgainAtOnce() throws IOException {
    RedissonLink link = link("again");
    List<String> first = new CopyOnWriteArrayList<>();
    List<String> second = new CopyOnWriteArrayList<>();
    List<String> other = hear(link, "sentinel");
    for (int i = 0; i < 50; i++) {
      Link.Subscription subscription =
          link.subscribe("room", message -> first.add(new String(message, UTF_8)))
              .toCompletableFuture()
              .join();
      subscription.close();
    }
    link.subscribe("room", message -> second.add(new String(message, UTF_8)))
        .toCompletableFuture()
        .join();

    link.publish("room", bytes("x"));
    link.publish("sentinel", bytes("y"));

    await().atMost(SOON).until(() -> !other.isEmpty() && !second.isEmpty());
    assertThat(first).isEmpty();
    assertThat(second).containsExactly("x");
  }

  @Test
  void whereRedisDiesEverythingFailsAtOnceAndGoesOnWhenItIsBack() throws Exception {
    try (RedisProgram mortal = RedisProgram.embedded()) {
      ServiceClock clock = new ServiceClock();
      open.add(clock);
      RedissonLink link = RedissonLink.open(mortal.address(), "mortal", clock);
      open.add(link);
      Diary diary = new Diary("");
      link.add(diary);
      await().atMost(SOON).until(() -> diary.entries.equals(List.of("join")));
      List<String> heard = hear(link, "room");
      link.run(ECHO, List.of("k"), List.of("", "", 1)).toCompletableFuture().join();

      mortal.kill();
      await().atMost(SOON).until(() -> !link.isUp());
      assertThat(link.run(NOTHING, List.of(), List.of()))
          .failsWithin(Duration.ofMillis(100))
          .withThrowableThat()
          .withCauseInstanceOf(RedisAwayException.class);
      assertThat(link.subscribe("other", message -> {})).failsWithin(Duration.ofMillis(100));
      link.publish("room", bytes("lost"));
      assertThat(link.dropped()).isEqualTo(1);
      assertThat(diary.entries).containsExactly("join", "leave");

      mortal.start();
      await().atMost(SOON).until(() -> diary.entries.equals(List.of("join", "leave", "join")));
      link.publish("room", bytes("found"));
      await().atMost(SOON).until(() -> !heard.isEmpty());
      assertThat(heard).containsExactly("found");
      // Redis has forgotten the script meanwhile.
      assertThat(link.run(ECHO, List.of("k"), List.of("", "", 2)).toCompletableFuture().join())
          .contains(2L);
      assertThat(diary.moments).isSorted();
    }
  }

  @Test
  void whereRedisFreezesItIsAwaySoonAndWhatWaitedNeverArrivesHere() throws Exception {
    try (RedisProgram frozen = RedisProgram.embedded()) {
      ServiceClock clock = new ServiceClock();
      open.add(clock);
      RedissonLink link = RedissonLink.open(frozen.address(), "frozen", clock);
      open.add(link);
      List<String> heard = hear(link, "room");

      frozen.freeze();
      long begun = System.nanoTime();
      link.publish("room", bytes("stale"));
      CompletableFuture<List<Object>> pending =
          link.run(NOTHING, List.of(), List.of()).toCompletableFuture();
      assertThat(pending)
          .failsWithin(Duration.ofSeconds(4))
          .withThrowableThat()
          .withCauseInstanceOf(RedisAwayException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(3_000));
      assertThat(link.isUp()).isFalse();

      frozen.thaw();
      await().atMost(SOON).until(link::isUp);
      link.publish("room", bytes("fresh"));
      await().atMost(SOON).until(() -> heard.contains("fresh"));
      assertThat(heard).containsExactly("fresh");
    }
  }

  @Test
  void whereRedisIsGoneBeforeTheFirstChannelIsConfirmedItIsTriedAgain() throws IOException {
    try (RedisWire wire = new RedisWire(redis.address())) {
      ServiceClock clock = new ServiceClock();
      open.add(clock);
      RedissonLink link = RedissonLink.open(wire.address(), "gone", clock);
      open.add(link);

      wire.swallow("SUBSCRIBE");
      wire.cut();
      await().atMost(SOON).until(() -> !link.isUp());
      wire.mend();
      await().atMost(SOON).until(() -> wire.swallowed() > 0);
      wire.swallow(null);

      await().atMost(SOON).until(link::isUp);
    }
  }

  @Test
  void partsJoinOneAfterTheOtherAndTryAgainTogether() throws IOException {
    RedissonLink link = link("parts");
    List<String> story = new CopyOnWriteArrayList<>();
    Diary first = new Diary("first ", story);
    Diary second = new Diary("second ", story);
    second.failures = 1;
    link.add(first);
    link.add(second);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(story)
                    .containsExactly(
                        "first join",
                        "second join",
                        "second leave",
                        "first leave",
                        "first join",
                        "second join"));
  }

  @Test
  void theClockIsSetByRedis() throws IOException {
    Instant wrong = Instant.now().minus(Duration.ofHours(1));
    long begun = System.nanoTime();
    ServiceClock clock = new ServiceClock(() -> wrong.plusNanos(System.nanoTime() - begun));
    open.add(clock);
    open.add(RedissonLink.open(redis.address(), "time", clock));

    assertThat(Duration.between(clock.instant(), Instant.now()).abs())
        .isLessThan(Duration.ofMillis(500));
  }

  @Test
  void noRedisIsAClearError() throws IOException {
    try (ServiceClock clock = new ServiceClock()) {
      assertThatThrownBy(() -> RedissonLink.open(RedisAddress.local(1), "s", clock))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "--redis: redis://127.0.0.1:1 cannot be reached (nothing listens there)")
          .hasMessageEndingWith("or have the server bring its own: --redis embedded");
    }
  }

  /** A part that writes down what it is told. */
  private static final class Diary implements Participant {
    private final String name;
    private final List<String> entries;
    private final List<Instant> moments = new CopyOnWriteArrayList<>();
    private int failures;

    private Diary(String name) {
      this(name, new CopyOnWriteArrayList<>());
    }

    private Diary(String name, List<String> entries) {
      this.name = name;
      this.entries = entries;
    }

    @Override
    public CompletionStage<?> join(Instant since) {
      entries.add(name + "join");
      moments.add(since);
      return failures-- > 0
          ? CompletableFuture.failedFuture(new IllegalStateException("not today"))
          : CompletableFuture.completedFuture(null);
    }

    @Override
    public void leave() {
      entries.add(name + "leave");
    }
  }
}
