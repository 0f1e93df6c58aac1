package dev.spywatcher.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Engine.IO 4, "Upgrade", and CONN-2: nothing is lost or doubled, and all stays in order. */
@ExtendWith(LeakWatch.class)
@Execution(ExecutionMode.SAME_THREAD)
class UpgradeTrafficTest {

  @RegisterExtension static final EchoServer server = EchoServer.start();

  @RepeatedTest(5)
  void anUpgradeUnderTrafficLosesDoublesAndReordersNothing() {
    PollingPeer polling = PollingPeer.connected(server);
    String room = polling.sid();
    polling.exchange(List.of("421[\"join\",\"" + room + "\"]"), "431[\"in\"]");
    Tally tally = new Tally();
    try (Traffic traffic = new Traffic(room)) {
      for (int i = 0; i < 5; i++) {
        polling.send("42[\"message\"," + i + "]");
        tally.take(PollingPeer.await(polling.poll()));
      }
      CompletableFuture<Answer> lastPoll = polling.poll();
      WebSocketPeer websocket = WebSocketPeer.probe(server, room);
      websocket.exchange(List.of("2probe"), "3probe");
      tally.take(PollingPeer.await(lastPoll));
      websocket.send("5");
      for (int i = 5; i < 10; i++) {
        websocket.send("42[\"message\"," + i + "]");
      }
      traffic.awaitMore(200);
      int published = traffic.stop();

      while (tally.events.size() < published || tally.echoes.size() < 10) {
        tally.take(websocket.next());
      }
      websocket.assertSilence();
      assertThat(tally.events).isEqualTo(numbers(published));
      assertThat(tally.echoes).isEqualTo(numbers(10));
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /** Publishes events into a room, numbered from 0. */
  private static final class Traffic implements AutoCloseable {
    private final AtomicInteger published = new AtomicInteger();
    private final ScheduledExecutorService source = Executors.newSingleThreadScheduledExecutor();

    private Traffic(String room) {
      source.scheduleWithFixedDelay(
          () -> server.publish(room, published.getAndIncrement()), 0, 1, TimeUnit.MILLISECONDS);
    }

    private void awaitMore(int count) {
      int enough = published.get() + count;
      await().until(() -> published.get() > enough);
    }

    /** Stops, and tells how many events there were. */
    private int stop() {
      close();
      await().until(source::isTerminated);
      return published.get();
    }

    @Override
    public void close() {
      source.shutdown();
    }
  }

  /** The numbers that a client received, in the order in which they came. */
  private static final class Tally {
    private static final Pattern EVENT =
        Pattern.compile("42\\[\"message:new\",.*\"userId\":\"(\\d+)\".*");
    private static final Pattern ECHO = Pattern.compile("42\\[\"message-back\",(\\d+)]");
    private final List<Integer> events = new ArrayList<>();
    private final List<Integer> echoes = new ArrayList<>();

    private void take(Answer answer) {
      answer.packets().stream().filter(packet -> !packet.equals("6")).forEach(this::take);
    }

    private void take(Object packet) {
      Matcher event = EVENT.matcher((String) packet);
      Matcher echo = ECHO.matcher((String) packet);
      if (event.matches()) {
        events.add(Integer.valueOf(event.group(1)));
      } else if (echo.matches()) {
        echoes.add(Integer.valueOf(echo.group(1)));
      } else {
        throw new AssertionError("neither event nor echo: " + packet);
      }
    }
  }
}
