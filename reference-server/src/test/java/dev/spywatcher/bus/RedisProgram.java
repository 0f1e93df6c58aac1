package dev.spywatcher.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of a test's own, which it may kill, start again on the same port, freeze and thaw. Keeps
 * nothing. Not thread-safe.
 */
public final class RedisProgram implements AutoCloseable {

  private static final Path DISTRIBUTION = Path.of("/usr/bin/redis-server");

  private final Path program;
  private final List<String> options;
  private final int port;
  private final Path directory;
  private @Nullable Process process;

  private RedisProgram(Path program, Path directory, List<String> options) throws IOException {
    this.program = program;
    this.options = options;
    this.directory = directory;
    this.port = freePort();
    start();
  }

  /** A port that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  /** Starts the Redis that comes with the server. */
  public static RedisProgram embedded(String... options) {
    try {
      Path directory = Files.createTempDirectory("redis-program");
      Path program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
      return new RedisProgram(program, directory, List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the machine has a Redis of version 7 or later, as a distribution brings it. */
  public static boolean hasDistribution() {
    return Files.isExecutable(DISTRIBUTION);
  }

  /** Starts the Redis of the distribution. */
  public static RedisProgram ofDistribution(String... options) {
    try {
      Path directory = Files.createTempDirectory("redis-program");
      return new RedisProgram(DISTRIBUTION, directory, List.of(options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public RedisAddress address() {
    return RedisAddress.local(port);
  }

  /** A directory of its own. */
  public Path directory() {
    return directory;
  }

  /** Starts it, again, with nothing in it; returns when it takes connections. */
  public void start() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(program.toString(), "--port", "" + port, "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", directory.toString()));
    command.addAll(options);
    try {
      Process started = begun(command);
      process = started;
      Awaitility.await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(10))
          .until(() -> !started.isAlive() || takesConnections());
      if (!started.isAlive()) {
        throw new IllegalStateException("Redis ended at once: " + command);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A program that was just written cannot be run while another thread that starts one holds the
   * file open too, which it does for a moment.
   */
  private static Process begun(List<String> command) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        if (attempt == 50 || !String.valueOf(e.getMessage()).contains("Text file busy")) {
          throw e;
        }
      }
    }
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Kills it; returns when it is dead. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.onExit().join();
    }
  }

  /** Stops it where it stands. */
  public void freeze() {
    signal("STOP");
  }

  /** Has it go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + running.pid()).start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("cannot send " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try (var all = Files.walk(directory)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
