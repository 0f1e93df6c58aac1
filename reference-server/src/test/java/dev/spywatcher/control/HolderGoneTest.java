package dev.spywatcher.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.bus.Leases;
import dev.spywatcher.bus.Peer;
import dev.spywatcher.bus.Peers;
import dev.spywatcher.bus.RedisProgram;
import dev.spywatcher.bus.RedissonLink;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.control.Tester.Answer;
import dev.spywatcher.server.ServerOptions;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Calls about a guild whose events a server takes in that is there no more. */
@Timeout(120)
@Execution(ExecutionMode.SAME_THREAD)
class HolderGoneTest {

  private static final String SERVICE = "gone";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private RedisProgram redis;
  private ServiceClock clock;

  /** Of the server that holds the only shard. */
  private RedissonLink link;

  @BeforeEach
  void takeTheShard() throws Exception {
    redis = opened(RedisProgram.embedded());
    clock = opened(new ServiceClock());
    link = opened(RedissonLink.open(redis.address(), SERVICE, clock));
    Leases leases = opened(new Leases("holder", 1, link, clock));
    link.add(leases);
    await().atMost(SOON).until(() -> leases.ingests("1"));
  }

  @AfterEach
  void close() throws Exception {
    done.countDown();
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private Tester server() throws Exception {
    return opened(
        new Tester(ServerOptions.builder().redis(redis.address()).service(SERVICE).shards(1)));
  }

  private byte[] workForEver(byte[] request) {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return request;
  }

  @Test
  void anEventWaitsForAHolderForTenSeconds() throws Exception {
    Tester server = server();
    long begun = System.nanoTime();

    Answer answer = server.post("/control/events", Tester.message("1"));

    assertThat(answer.status()).as("%s", answer).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("no_holder");
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(18));
  }

  @Test
  void aHolderThatDiesAtWorkMakesTheCallOneThatMayHaveBeenDone() throws Exception {
    Peers peers =
        opened(
            new Peers(
                link,
                new Peer("holder", "holder:1", URI.create("http://holder"), 1),
                this::workForEver,
                link::redisMillis,
                version -> {}));
    link.add(peers);
    await().atMost(SOON).until(peers::joined);
    Tester server = server();

    CompletableFuture<Answer> call =
        server.calling(
            server.request("/control/events").POST(BodyPublishers.ofString(Tester.message("1"))));
    assertThat(asked.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    link.close();

    Answer answer = call.get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(answer.status()).as("%s", answer).isEqualTo(502);
    assertThat(answer.code()).isEqualTo("not_everywhere");
    assertThat(answer.message()).startsWith("holder:1: ").contains("may or may not have been done");
  }
}
