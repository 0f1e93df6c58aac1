package dev.spywatcher.bus;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of this process's own, on a free port of the loopback address, that keeps nothing on
 * disk. It ends with {@link #close}, and where this process is killed: a shell stands between the
 * two, which ends Redis as soon as the pipe from this process breaks. (On Windows, which has no
 * such shell, it ends with {@link #close} or an orderly exit alone.) Thread-safe.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final String DIRECTORY = "SPYWATCHER_REDIS_DIRECTORY";

  /**
   * Starts what it is given; kills it when its own input ends, waits until it has ended, and takes
   * away its directory. An interrupt from the terminal, which reaches it too, is its owner's to
   * answer.
   */
  private static final String GUARD =
      "trap '' INT; \"$0\" \"$@\" </dev/null & redis=$!; trap 'kill -9 $redis' TERM;"
          + " cat >/dev/null; kill -9 $redis; wait $redis; rm -rf -- \"$"
          + DIRECTORY
          + "\"";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int TRIES = 5;

  private final Path directory;
  private final Process process;
  private final Thread hook;
  private final int port;

  private EmbeddedRedis(Path directory, Process process, int port) {
    this.directory = directory;
    this.process = process;
    this.port = port;
    this.hook = new Thread(this::end, "embedded-redis-end");
  }

  /**
   * Starts one, and returns when it answers.
   *
   * @throws IOException where there is none for this kind of machine, or it does not start; the
   *     message begins with {@code --redis:}
   */
  public static EmbeddedRedis start() throws IOException {
    try {
      for (int attempt = 1; ; attempt++) {
        EmbeddedRedis redis = begin();
        if (redis.answersInTime()) {
          Runtime.getRuntime().addShutdownHook(redis.hook);
          return redis;
        }
        String lastWords = redis.lastWords();
        redis.end();
        // Another program may have taken the port in the meantime.
        if (attempt == TRIES) {
          throw new IOException("it did not start: " + lastWords);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "--redis: embedded cannot be had on this machine ("
              + e.getMessage()
              + "); give the URL of a Redis instead: redis://127.0.0.1:6379",
          e);
    }
  }

  private static EmbeddedRedis begin() throws IOException {
    Path directory = Files.createTempDirectory("spywatcher-redis-");
    try {
      File program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
      return begin(directory, program, freePort());
    } catch (IOException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  private static EmbeddedRedis begin(Path directory, File program, int port) throws IOException {
    List<String> command = new ArrayList<>();
    if (hasShell()) {
      command.addAll(List.of("/bin/sh", "-c", GUARD));
    }
    command.add(program.getPath());
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", directory.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    builder.environment().put(DIRECTORY, directory.toString());
    Process process = builder.start();
    return new EmbeddedRedis(directory, process, port);
  }

  private static boolean hasShell() {
    return !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answersInTime() {
    long begun = System.nanoTime();
    try {
      while (System.nanoTime() - begun < PATIENCE.toNanos()) {
        if (answers()) {
          return true;
        }
        if (process.waitFor(5, TimeUnit.MILLISECONDS) || isRefused()) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(1_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether there is nothing to wait for: the port has been taken, or another thread's child
   * process still has the program open for writing.
   */
  private boolean isRefused() {
    String said = lastWords();
    return said.contains("already in use") || said.contains("busy");
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(directory.resolve("log"));
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Where its program and its log are. */
  Path directory() {
    return directory;
  }

  /** How it is reached. */
  public RedisAddress address() {
    return RedisAddress.local(port);
  }

  /** Ends it; returns when it has ended. Idempotent. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook does the same.
    }
    end();
  }

  /**
   * Ends the pipe that the shell reads, and waits for the shell, which has seen Redis end by then.
   */
  private void end() {
    if (!endsByItself()) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
      process
          .onExit()
          .completeOnTimeout(process, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
    // The shell has done so, unless something has killed it.
    delete(directory);
  }

  private boolean endsByItself() {
    try {
      process.getOutputStream().close();
      return hasShell() && process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // A few megabytes in the directory for temporary files stay behind.
    }
  }
}
