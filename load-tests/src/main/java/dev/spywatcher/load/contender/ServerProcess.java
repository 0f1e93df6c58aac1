package dev.spywatcher.load.contender;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.CpuTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contender as a running process. It ends with the benchmark at the latest. Thread-safe. */
public final class ServerProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("ready (http://\\S+) control (http://\\S+)");
  private static final int READY_SECONDS = 120;
  private static final int FAREWELL_SECONDS = 5;
  private static final int LINES_KEPT = 40;

  private record Addresses(URI url, URI control) {}

  private final Contender contender;
  private final Path directory;
  private final Process process;
  private final long startedNanos;
  private final CompletableFuture<Addresses> ready = new CompletableFuture<>();
  private final Deque<String> output = new ArrayDeque<>();
  private final Guard guard;
  private final AtExit atExit;

  private ServerProcess(Launch launch, Process process, long startedNanos) throws IOException {
    this.guard = Guard.over(process.pid());
    this.contender = launch.contender();
    this.directory = launch.directory();
    this.process = process;
    this.startedNanos = startedNanos;
    this.atExit = AtExit.process(this::end);
  }

  /** Starts a contender and waits for its ready line. */
  public static ServerProcess start(Launch launch) throws MeasurementException {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    ServerProcess server;
    try {
      long now = System.nanoTime();
      server = new ServerProcess(launch, builder.start(), now);
    } catch (IOException e) {
      throw new MeasurementException(
          "cannot start " + String.join(" ", launch.command()) + ": " + e.getMessage(), e);
    }
    Thread reader = new Thread(server::readOutput, "output of " + launch.contender().key());
    reader.setDaemon(true);
    reader.start();
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws MeasurementException {
    try {
      ready.get(READY_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new MeasurementException(
          contender.key() + " was not ready within " + READY_SECONDS + " s; " + lastOutput(), e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    }
  }

  private void readOutput() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        Matcher addresses = READY.matcher(line);
        if (addresses.matches()) {
          ready.complete(
              new Addresses(URI.create(addresses.group(1)), URI.create(addresses.group(2))));
        }
        synchronized (output) {
          if (output.size() == LINES_KEPT) {
            output.removeFirst();
          }
          output.addLast(line);
        }
      }
    } catch (IOException e) {
      // The process has ended: there is no more to read.
    }
    ready.completeExceptionally(new IOException("its output ended"));
  }

  /** The last that it printed, for messages. */
  public String lastOutput() {
    synchronized (output) {
      return output.isEmpty()
          ? "it printed nothing"
          : "it printed last:\n  " + String.join("\n  ", output);
    }
  }

  /** Which server it is. */
  public Contender contender() {
    return contender;
  }

  /** The directory that it runs in. */
  public Path directory() {
    return directory;
  }

  /** Where clients connect. */
  public URI url() {
    return ready.join().url();
  }

  /** Where events are posted. */
  public URI control() {
    return ready.join().control();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** When it was started, as {@link System#nanoTime()} has it. */
  public long startedNanos() {
    return startedNanos;
  }

  /** CPU time that it has taken so far. */
  public Duration cpuTime() throws MeasurementException {
    return CpuTime.of(pid());
  }

  /** Waits until it has finished what it was doing, ten seconds at most. */
  public void awaitQuiet() throws MeasurementException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    Duration before = cpuTime();
    while (System.nanoTime() < end) {
      Waiting.during(Duration.ofMillis(300));
      Duration now = cpuTime();
      if (now.minus(before).toMillis() <= 20) {
        return;
      }
      before = now;
    }
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Stops all its threads where they are; its connections stay open. */
  public void freeze() throws IOException, InterruptedException {
    Signals.freeze(pid());
  }

  /** Lets it go on. */
  public void thaw() throws IOException, InterruptedException {
    Signals.thaw(pid());
  }

  /** Ends it without a farewell, and waits until it has ended. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    close();
  }

  @Override
  public void close() {
    end();
    guard.close();
    atExit.close();
  }

  private void end() {
    process.destroy();
    try {
      if (process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
