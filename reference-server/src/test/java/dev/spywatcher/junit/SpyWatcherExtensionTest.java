package dev.spywatcher.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What JUnit makes of {@link SpyWatcher}: who gets which server, and when it ends. */
@Timeout(60)
@SuppressWarnings("NullAway") // JUnit sets the fields.
class SpyWatcherExtensionTest {

  private static EngineExecutionResults run(Class<?> fixture, String... parameters) {
    EngineTestKit.Builder kit =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(fixture));
    for (int i = 0; i < parameters.length; i += 2) {
      kit.configurationParameter(parameters[i], parameters[i + 1]);
    }
    return kit.execute();
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
    Events tests =
        run(
                SideBySide.class,
                "junit.jupiter.execution.parallel.enabled",
                "true",
                "junit.jupiter.execution.parallel.mode.default",
                "concurrent",
                "junit.jupiter.execution.parallel.config.strategy",
                "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                "4")
            .testEvents();

    assertPassed(tests, 4);
    assertThat(new HashSet<>(SideBySide.SEEN)).hasSize(4);
    assertEnded(SideBySide.SEEN, 4);
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
