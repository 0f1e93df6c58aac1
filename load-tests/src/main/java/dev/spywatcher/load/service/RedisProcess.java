package dev.spywatcher.load.service;

import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.contender.AtExit;
import dev.spywatcher.load.contender.Guard;
import dev.spywatcher.load.contender.Signals;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.CpuTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis that keeps nothing on disk, on a port of its own. One thread may drive it. */
public final class RedisProcess implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int ANSWER_MILLIS = 1_000;
  private static final int MOST_PORTS = 5;

  private final Path program;
  private final Path directory;
  private final int port;
  private final AtExit atExit;
  private Process process;
  private Guard guard;

  private RedisProcess(Path program, Path directory, int port) throws IOException {
    this.program = program;
    this.directory = directory;
    this.port = port;
    this.process = launch();
    this.guard = Guard.over(process.pid());
    this.atExit = AtExit.process(this::end);
  }

  /**
   * Starts one, and waits until it answers.
   *
   * @param directory for its output
   */
  public static RedisProcess start(Path program, Path directory)
      throws MeasurementException, InterruptedException {
    try {
      for (int attempt = 1; ; attempt++) {
        RedisProcess redis = new RedisProcess(program, directory, freePort());
        if (redis.awaitReady()) {
          return redis;
        }
        redis.close();
        if (attempt == MOST_PORTS) {
          throw new MeasurementException(
              program + " does not answer; it printed: " + redis.lastOutput());
        }
      }
    } catch (IOException e) {
      throw new MeasurementException(program + " cannot be started: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            List.of(
                program.toAbsolutePath().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no"))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path log() {
    return directory.resolve("redis-" + port + ".log");
  }

  private String lastOutput() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n  ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      return "nothing";
    }
  }

  private boolean awaitReady() throws InterruptedException {
    Waiting.until(() -> answers() || !process.isAlive(), READY, LOOK);
    return process.isAlive() && answers();
  }

  /** Whether it answers a PING within a second. */
  public boolean answers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.connect(address(), ANSWER_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The same for {@code serve --redis}. */
  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** CPU time that it has taken since it was started. */
  public Duration cpuTime() throws MeasurementException {
    return CpuTime.of(process.pid());
  }

  /** Stops it where it is: it takes connections, and does not answer. */
  public void freeze() throws IOException, InterruptedException {
    Signals.freeze(process.pid());
  }

  /** Lets it go on. */
  public void thaw() throws IOException, InterruptedException {
    Signals.thaw(process.pid());
  }

  /** Kills it, with all that it knew. */
  public void kill() throws InterruptedException {
    guard.close();
    process.destroyForcibly().waitFor();
  }

  /** Starts it again where it was, empty. */
  public void startAgain() throws IOException, InterruptedException {
    process = launch();
    guard = Guard.over(process.pid());
    if (!awaitReady()) {
      throw new IOException("Redis did not start again: " + lastOutput());
    }
  }

  @Override
  public void close() {
    end();
    guard.close();
    atExit.close();
  }

  private void end() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        throw new UncheckedIOException(new IOException("process " + process.pid() + " lives on"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
