package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server of a cluster: {@code serve} in a process of its own, which ends when its input does,
 * and so with this process however that ends. Thread-safe.
 */
final class ClusterServer implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("ready (\\S+) control (\\S+)");
  private static final Duration LONGEST_END = Duration.ofSeconds(12);

  /**
   * What it says once it serves.
   *
   * @param screen what it printed before
   */
  record Ready(URI url, URI controlUrl, String screen) {}

  private final int number;
  private final Process process;
  private final CompletableFuture<Ready> ready = new CompletableFuture<>();
  private final Consumer<String> log;
  private final List<String> early = new ArrayList<>();
  private boolean telling;

  private ClusterServer(int number, Process process, Consumer<String> log) {
    this.number = number;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param number from 1
   * @param options of {@code serve}
   * @param log where the lines of its log go once it serves; those of before too, then
   */
  static ClusterServer start(int number, List<String> options, Consumer<String> log) {
    List<String> command = new ArrayList<>(program());
    command.add("serve");
    command.addAll(options);
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw CommandFailure.failed("server " + number + " cannot be started: " + e.getMessage());
    }
    ClusterServer server = new ClusterServer(number, process, log);
    server.read("out", process.getInputStream(), server.screen());
    server.read("log", process.getErrorStream(), server::tell);
    return server;
  }

  /** This same program, as it was started. */
  private static List<String> program() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      // A debugger's port, and a recording's file, are taken.
      if (!argument.startsWith("-agentlib:") && !argument.startsWith("-javaagent:")) {
        command.add(argument);
      }
    }
    command.add("-D" + ServeCommand.ENDS_WITH_INPUT + "=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Spywatcher.class.getName());
    return command;
  }

  private void read(String what, InputStream stream, Consumer<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                reader.lines().forEach(lines);
              } catch (IOException | UncheckedIOException e) {
                // It has ended.
              }
            },
            "cluster-" + what + "-" + number);
    thread.setDaemon(true);
    thread.start();
  }

  private Consumer<String> screen() {
    StringBuilder screen = new StringBuilder();
    return line -> {
      Matcher matcher = READY.matcher(line);
      if (matcher.matches() && !ready.isDone()) {
        ready.complete(
            new Ready(
                URI.create(matcher.group(1)), URI.create(matcher.group(2)), screen.toString()));
        tellEarly();
      } else if (!ready.isDone()) {
        screen.append(line).append('\n');
      }
    };
  }

  private synchronized void tell(String line) {
    if (telling) {
      log.accept(line);
    } else {
      early.add(line);
    }
  }

  private synchronized void tellEarly() {
    telling = true;
    early.forEach(log);
    early.clear();
  }

  /** From 1. */
  int number() {
    return number;
  }

  long pid() {
    return process.pid();
  }

  /** Completes once it serves; what it was before it never does. */
  CompletableFuture<Ready> ready() {
    return ready;
  }

  /** Completes with the exit status once it has ended. */
  CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** What a server that never came to serve complained of. */
  synchronized String complaint() {
    return early.stream()
        .filter(line -> line.startsWith(Complaints.BEGINNING))
        .reduce((one, next) -> next)
        .map(line -> line.substring(Complaints.BEGINNING.length()))
        .orElseGet(() -> early.isEmpty() ? "it said nothing" : early.get(early.size() - 1).strip());
  }

  /** Tells it to end; does not wait. */
  void end() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Ends it; returns when it has ended. */
  @Override
  public void close() {
    end();
    try {
      if (!process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
