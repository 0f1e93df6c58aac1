package dev.spywatcher.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.bare.BareServer;
import dev.spywatcher.load.contender.Contender;
import dev.spywatcher.load.contender.ControlApi;
import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.feed.Guild;
import dev.spywatcher.load.feed.Saturation;
import dev.spywatcher.load.report.Results;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The whole chain, small: clients, writers and accounts against the bare server. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs /proc and the addresses of 127.0.0.0/8")
class BareServerTest {

  private static final int CLIENTS = 20;
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofMillis(10);

  private static Loops loops;
  private static ServerProcess server;
  private static Subject subject;

  @BeforeAll
  static void start() throws Exception {
    loops = new Loops();
    server = bareServer();
    subject = new Subject(server, loops, "s".repeat(32), Size.QUICK, new Results(), line -> {});
    ControlApi.define(server, new Guild(Subject.GUILD_ID));
  }

  private static ServerProcess bareServer() throws MeasurementException {
    return ServerProcess.start(
        new Launch(
            Contender.BARE,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BareServer.class.getName()),
            Path.of("."),
            Map.of()));
  }

  @AfterAll
  static void end() {
    server.close();
    loops.close();
  }

  @Test
  void everyEventReachesEveryClientExactlyOnce() throws Exception {
    for (int batch : List.of(1, 20)) {
      try (Stage stage = Stage.open(subject, CLIENTS)) {
        Saturation saturation = new Saturation(stage.feed(), batch, stage.crowd().rows());
        stage.crowd().tellWhenDelivered(batch, saturation::delivered);
        saturation.begin();
        assertThat(Waiting.until(() -> stage.feed().posted() > 100L * batch, DEADLINE, SOON))
            .isTrue();
        saturation.end();
        stage.checkExactlyOnce();
        assertThat(stage.crowd().tally().received()).isEqualTo(stage.feed().posted() * CLIENTS);
      }
    }
  }

  @Test
  void droppedClientsComeBack() throws Exception {
    try (Crowd crowd = subject.crowd(0, CLIENTS)) {
      crowd.connect(5, Duration.ofSeconds(10));
      assertThat(crowd.dropAndReturn(99, Duration.ofSeconds(10))).isPositive();
      assertThat(crowd.tally().gone()).isZero();
    }
  }

  private static long gone(Crowd crowd) {
    try {
      return crowd.tally().gone();
    } catch (MeasurementException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aConnectionThatTheServerEndsIsNoticed() throws Exception {
    ServerProcess other = bareServer();
    try (Crowd crowd = new Crowd(loops, other.url(), null, "s".repeat(32), 0, CLIENTS)) {
      crowd.connect(CLIENTS, Duration.ofSeconds(10));
      other.close();
      Waiting.until(() -> gone(crowd) == CLIENTS, DEADLINE, SOON);
      assertThat(crowd.tally().fault(0)).contains(CLIENTS + " connections ended");
    } finally {
      other.close();
    }
  }
}
