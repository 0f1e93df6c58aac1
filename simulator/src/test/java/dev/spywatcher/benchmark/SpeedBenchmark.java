package dev.spywatcher.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.population.Population;
import dev.spywatcher.recording.EventLines;
import dev.spywatcher.recording.PlayRecording;
import dev.spywatcher.recording.PlayRecording.Part;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.traffic.PlayTime;
import dev.spywatcher.traffic.TimedEvent;
import dev.spywatcher.traffic.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How many events a second one thread makes, beside the machine's own limit: the same lines from
 * dice alone, without a model, and the same bytes, only written. Runs when it is asked for by name.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx450m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class SpeedBenchmark {

  private static final int EVENTS = 1_000_000;
  private static final Duration ANY = Duration.ofDays(36_500);

  /** Which scenario. */
  @Param({"demo", "busy", "huge"})
  public String scenario = "demo";

  private PlayRecording recording;
  private Traffic traffic;
  private Scenario played;
  private Path file;
  private byte[] written;

  /** Makes ready what is not measured. */
  @Setup(Level.Trial)
  public void setUp() throws IOException, InterruptedException {
    played = Scenario.named(scenario);
    recording = new PlayRecording(played, 42);
    PlayTime playTime = new PlayTime(played.begins(), 1);
    traffic = Traffic.of(Population.of(played, 42), 42, playTime);
    file = Files.createTempFile("spywatcher-benchmark", ".jsonl");
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 24);
    recording.write(new Part(1, EVENTS / 10, ANY), 1, out);
    written = out.toByteArray();
  }

  /** Leaves nothing behind. */
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    Files.delete(file);
  }

  /** Events as objects: what the people do. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void events(Blackhole hole) {
    Iterator<TimedEvent> events = traffic.events();
    for (int i = 0; i < EVENTS; i++) {
      hole.consume(events.next());
    }
  }

  /** What 'simulate' does without --out: lines in memory, counted and hashed. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public String linesIntoMemory() throws IOException, InterruptedException {
    return recording.write(new Part(1, EVENTS, ANY), 1, OutputStream.nullOutputStream()).sha256();
  }

  /** What 'simulate --out FILE' does. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public String linesIntoAFile() throws IOException, InterruptedException {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      return recording.write(new Part(1, EVENTS, ANY), 1, out).sha256();
    }
  }

  /** The limit of the machine: one typing start after the other, its user and second by dice. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long limitLinesWithoutAModel() {
    SplittableRandom dice = new SplittableRandom(42);
    EventLines lines = new EventLines(played.begins());
    TimedEvent[] some = new TimedEvent[64];
    Iterator<TimedEvent> events = traffic.events();
    for (int i = 0; i < some.length; i++) {
      some[i] = events.next();
    }
    long bytes = 0;
    for (int i = 0; i < EVENTS; i++) {
      lines.event(some[dice.nextInt(some.length)]);
      if (lines.length() > 1 << 16) {
        bytes += lines.length();
        lines.clear();
      }
    }
    return bytes;
  }

  /** The limit of the machine: the same bytes, written and nothing else. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void limitTheSameBytesIntoAFile() throws IOException {
    try (OutputStream out = new FileOutputStream(file.toFile())) {
      for (int part = 0; part < 10; part++) {
        for (int from = 0; from < written.length; from += 1 << 16) {
          out.write(written, from, Math.min(1 << 16, written.length - from));
        }
      }
    }
  }

  @Test
  void run() throws Exception {
    assertThat(
            new Runner(new OptionsBuilder().include(SpeedBenchmark.class.getName()).build()).run())
        .isNotEmpty();
  }
}
