package dev.spywatcher.load.measure;

import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.report.Figure;
import java.time.Duration;
import java.util.Arrays;

/** What a connection costs, from its TCP handshake to its subscription. */
final class Connects {

  private static final int CLIENTS = 1_000;

  /**
   * How many thousands come before those that are measured: until a JVM has compiled all of the way
   * in, which takes twenty to thirty.
   */
  private static final int WARM_UP = 40;

  /** How many thousands are measured; the median counts. */
  private static final int MEASURED = 5;

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private record Cost(double cpuMillis, double perSecond) {}

  private final Subject subject;

  Connects(Subject subject) {
    this.subject = subject;
  }

  /**
   * Lets thousands connect and go. The first of a JVM cost ten times as much as the ten-thousandth,
   * while it still interprets and compiles.
   *
   * @param reported whether to report what the first two thousand cost
   */
  void warmUp(boolean reported) throws MeasurementException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      Cost cost = connect();
      if (reported && i < 2) {
        subject.found(
            i == 0 ? Figure.CONNECT_CPU_FIRST : Figure.CONNECT_CPU_SECOND, cost.cpuMillis());
      }
    }
  }

  void measure() throws MeasurementException, InterruptedException {
    double[] cpuMillis = new double[MEASURED];
    double[] perSecond = new double[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      Cost cost = connect();
      cpuMillis[i] = cost.cpuMillis();
      perSecond[i] = cost.perSecond();
    }
    subject.found(Figure.CONNECT_CPU, median(cpuMillis));
    subject.found(Figure.CONNECTS, median(perSecond));
  }

  private static double median(double[] figures) {
    Arrays.sort(figures);
    return figures[figures.length / 2];
  }

  private Cost connect() throws MeasurementException, InterruptedException {
    Cost cost;
    try (Crowd crowd = subject.crowd(0, CLIENTS)) {
      Duration before = subject.server().cpuTime();
      Duration taken = crowd.connect(Subject.AT_ONCE, DEADLINE);
      Duration cpu = subject.server().cpuTime().minus(before);
      cost = new Cost((double) cpu.toMillis() / CLIENTS, CLIENTS / (taken.toNanos() / 1e9));
    }
    subject.server().awaitQuiet();
    return cost;
  }
}
