package dev.spywatcher.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What JUnit makes of {@link SpyWatcher}: who gets which server, and when it ends. */
@Timeout(60)
@SuppressWarnings("NullAway") // JUnit sets the fields.
class SpyWatcherExtensionTest {

  private static EngineExecutionResults run(Class<?> fixture) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(fixture)).execute();
  }

  /** On twice as many threads as wait for one another: classes have theirs while tests run. */
  private static EngineExecutionResults runSideBySide(Class<?>... fixtures) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(Arrays.stream(fixtures).map(DiscoverySelectors::selectClass).toList())
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
        .execute();
  }

  private static void assertPassed(Events tests, int count) {
    tests.assertStatistics(told -> told.started(count).succeeded(count).failed(0).skipped(0));
  }

  private static boolean answers(SpyWatcherServer server) {
    try (Socket socket = new Socket(server.url().getHost(), server.url().getPort());
        Socket control = new Socket(server.controlUrl().getHost(), server.controlUrl().getPort())) {
      return socket.isConnected() && control.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertEnded(Collection<SpyWatcherServer> servers, int count) {
    assertThat(servers).hasSize(count).noneMatch(SpyWatcherExtensionTest::answers);
  }

  static class Parameters {
    static final List<SpyWatcherServer> SEEN = Collections.synchronizedList(new ArrayList<>());

    @Test
    void two(@SpyWatcher SpyWatcherServer one, @SpyWatcher SpyWatcherServer other) {
      assertThat(one.url()).isNotEqualTo(other.url());
      assertThat(List.of(one, other)).allMatch(SpyWatcherExtensionTest::answers);
      SEEN.addAll(List.of(one, other));
    }

    @Test
    void fails(@SpyWatcher SpyWatcherServer server) {
      SEEN.add(server);
      throw new IllegalStateException("the test fails");
    }
  }

  @Test
  void aParameterIsAServerOfItsOwnAndEndsWithTheTestAlsoWhereThatFails() {
    Events tests = run(Parameters.class).testEvents();

    tests.assertStatistics(told -> told.started(2).succeeded(1).failed(1));
    tests
        .failed()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(message("the test fails"))));
    assertEnded(Parameters.SEEN, 3);
  }

  static class Fields {
    static final List<SpyWatcherServer> SEEN = Collections.synchronizedList(new ArrayList<>());

    @SpyWatcher static SpyWatcherServer shared;
    @SpyWatcher private SpyWatcherServer own;

    @BeforeAll
    static void before(@SpyWatcher SpyWatcherServer another) {
      SEEN.add(shared);
      SEEN.add(another);
    }

    @RepeatedTest(2)
    void each() {
      assertThat(List.of(shared, own)).allMatch(SpyWatcherExtensionTest::answers);
      SEEN.add(own);
    }

    @AfterEach
    void stillThere() {
      assertThat(answers(own)).isTrue();
    }

    @Nested
    class Inner {
      @SpyWatcher private SpyWatcherServer inner;

      @Test
      void hasBoth() {
        assertThat(List.of(shared, own, inner)).allMatch(SpyWatcherExtensionTest::answers);
        assertThat(inner.url()).isNotEqualTo(own.url());
        SEEN.addAll(List.of(own, inner));
      }
    }
  }

  @Test
  void aFieldIsAServerForEachTestAndAStaticOneForTheClass() {
    assertPassed(run(Fields.class).testEvents(), 3);

    assertThat(new HashSet<>(Fields.SEEN)).hasSize(6);
    assertEnded(Fields.SEEN, 6);
  }

  static class SideBySide {
    static final List<SpyWatcherServer> SEEN = Collections.synchronizedList(new ArrayList<>());
    static final CountDownLatch TOGETHER = new CountDownLatch(4);

    @RepeatedTest(4)
    void each(@SpyWatcher SpyWatcherServer server) throws Exception {
      SEEN.add(server);
      server.putGuild(String.valueOf(server.url().getPort()), "{}");
      TOGETHER.countDown();
      assertThat(TOGETHER.await(20, TimeUnit.SECONDS)).as("all four at once").isTrue();
      assertThat(server.guilds()).hasSize(1);
    }
  }

  @Test
  void testsRunSideBySide() {
    assertPassed(runSideBySide(SideBySide.class).testEvents(), 4);

    assertThat(new HashSet<>(SideBySide.SEEN)).hasSize(4);
    assertEnded(SideBySide.SEEN, 4);
  }

  abstract static class Base {
    static final CountDownLatch READY = new CountDownLatch(1);
    static final CountDownLatch OVER = new CountDownLatch(1);
    static final List<SpyWatcherServer> SEEN = Collections.synchronizedList(new ArrayList<>());

    @SpyWatcher static SpyWatcherServer server;
  }

  static class Longer extends Base {
    @BeforeAll
    static void ready() {
      SEEN.add(server);
      READY.countDown();
    }

    @Test
    void hasItsServerWhenTheOtherIsOver() throws Exception {
      assertThat(OVER.await(20, TimeUnit.SECONDS)).as("the other class is over").isTrue();
      await().during(Duration.ofMillis(300)).until(() -> answers(server));
      assertThat(SEEN).containsOnly(server);
    }
  }

  static class BeginsLast implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
      assertThat(Base.READY.await(20, TimeUnit.SECONDS)).as("the other class began").isTrue();
    }
  }

  @ExtendWith(BeginsLast.class)
  static class Shorter extends Base {
    @Test
    void test() {
      SEEN.add(server);
      assertThat(answers(server)).isTrue();
    }

    @AfterAll
    static void over() {
      OVER.countDown();
    }
  }

  @Test
  void classesSideBySideShareTheServerOfAnInheritedStaticField() {
    assertPassed(runSideBySide(Longer.class, Shorter.class).testEvents(), 2);

    assertEnded(Set.copyOf(Base.SEEN), 1);
  }

  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Execution(ExecutionMode.CONCURRENT) // Which such a class is not by default.
  static class OneInstance {
    static final List<SpyWatcherServer> SEEN = Collections.synchronizedList(new ArrayList<>());
    static final CountDownLatch TOGETHER = new CountDownLatch(2);

    @SpyWatcher private SpyWatcherServer server;

    @BeforeAll
    void before() {
      SEEN.add(server);
    }

    @RepeatedTest(2)
    void each() throws Exception {
      TOGETHER.countDown();
      assertThat(TOGETHER.await(20, TimeUnit.SECONDS)).as("both at once").isTrue();
      SEEN.add(server);
      assertThat(answers(server)).isTrue();
    }

    @AfterAll
    void stillThere() {
      assertThat(answers(server)).isTrue();
    }

    @Nested
    class Inner {
      @SpyWatcher private SpyWatcherServer inner;

      @Test
      void hasBoth() {
        assertThat(answers(inner)).isTrue();
        assertThat(inner.url()).isNotEqualTo(server.url());
        SEEN.add(server);
      }
    }
  }

  @Test
  void aFieldOfTheOneInstanceOfAClassIsAServerForTheClass() {
    EngineExecutionResults results = runSideBySide(OneInstance.class);

    assertPassed(results.testEvents(), 3);
    assertThat(results.containerEvents().failed().count()).isZero();
    assertThat(OneInstance.SEEN).hasSize(4);
    assertEnded(Set.copyOf(OneInstance.SEEN), 1);
  }

  static class WrongParameter {
    @Test
    void test(@SpyWatcher String server) {}
  }

  static class WrongField {
    @SpyWatcher private Object server;

    @Test
    void test() {}
  }

  static class FinalField {
    @SpyWatcher private final SpyWatcherServer server = null;

    @Test
    void test() {}
  }

  static class BadTime {
    @Test
    void test(@SpyWatcher(startsAt = "noon") SpyWatcherServer server) {}
  }

  static class NoSimulator {
    @Test
    void test(@SpyWatcher(scenario = "quiet") SpyWatcherServer server) {}
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WrongParameter | @SpyWatcher goes with a dev.spywatcher.junit.SpyWatcherServer, not",
        "WrongField | @SpyWatcher goes with a dev.spywatcher.junit.SpyWatcherServer, not",
        "FinalField | is final; leave that out",
        "BadTime | startsAt: \"noon\" is not a time such as 2026-03-02T08:00:00Z",
        "NoSimulator | scenario: \"quiet\" needs the simulator; add dev.spywatcher:simulator",
      })
  void aMistakeIsToldInTheTestsFailure(String fixture, String told) throws Exception {
    Class<?> type = Class.forName(SpyWatcherExtensionTest.class.getName() + "$" + fixture);

    Events tests = run(type).testEvents();

    tests
        .failed()
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(message(text -> text.contains(told)))));
  }
}
