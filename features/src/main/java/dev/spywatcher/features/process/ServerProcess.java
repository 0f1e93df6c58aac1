package dev.spywatcher.features.process;

import dev.spywatcher.features.target.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packaged server as a process of its own, on free ports and without a source of events. What it
 * prints is kept. It ends with this virtual machine at the latest. Thread-safe.
 */
public final class ServerProcess implements AutoCloseable {
  /** System property: path of the packaged server. */
  public static final String JAR = "spywatcher.jar";

  /** System property: whether it is the packaged server that is judged. */
  public static final String UNDER_JUDGEMENT = "spywatcher.packaged";

  /** System property: a fault that every server is given, for the suite's own test. */
  public static final String FAULT = "spywatcher.fault";

  /** In which a server is to be ready: a fresh virtual machine on a busy machine takes its time. */
  public static final Duration START = Duration.ofMinutes(4);

  private static final Pattern READY =
      Pattern.compile("ready (https?://\\S+) control (http://\\S+)");
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final Thread atExit = new Thread(this::end, "end the server");
  private int openStreams = 2;

  /** Guards {@link #prepared}. */
  private final Object preparation = new Object();

  private boolean prepared;

  private ServerProcess(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(atExit);
    keep(process.getInputStream());
    keep(process.getErrorStream());
  }

  /** Starts {@code serve} with the options given, beside those that keep it by itself. */
  public static ServerProcess serve(List<String> options) {
    String named = System.getProperty(JAR, "");
    Path jar = Path.of(named);
    if (named.isEmpty() || !Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "-D%s: '%s' is no packaged server; build it with: mvn -q -DskipTests package"
              .formatted(JAR, named));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.toString(), "serve"));
    command.addAll(List.of("--port", "0", "--control-port", "0"));
    if (!options.contains("--source")) {
      command.addAll(List.of("--source", "none"));
    }
    command.addAll(options);
    try {
      return new ServerProcess(new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + String.join(" ", command), e);
    }
  }

  /** Options of a server that is fed by a Discord, whose API is above the version. */
  public static List<String> behind(URI discordApi, String secret) {
    return List.of(
        "--source",
        "discord",
        "--discord-api",
        discordApi + "/v10",
        "--discord-token",
        "a-bot-token",
        "--jwt-secret",
        secret);
  }

  /** Where the server can be reached. */
  public record Ready(URI url, URI control) {
    /** The server as a target, whose tokens are signed with the secret given. */
    public Target target(String secret) {
      return new Target(url, URI.create(control + "/control"), null, secret, null);
    }
  }

  /** Whether scenarios may start a server of their own: the packaged one is under judgement. */
  public static boolean isUnderJudgement() {
    return Boolean.getBoolean(UNDER_JUDGEMENT);
  }

  /** Waits until it is ready, and has the fault that it is to have. */
  public Ready awaitReady(Duration deadline) {
    Ready line = awaitLine(deadline);
    synchronized (preparation) {
      if (!prepared) {
        awaitFirstAnswer(line, deadline);
        String fault = System.getProperty(FAULT, "");
        if (!fault.isEmpty()) {
          // Once: switched on again, it begins anew, and forgets what it has done so far.
          switchOn(fault, line);
        }
        prepared = true;
      }
    }
    return line;
  }

  /** The first answer of a fresh virtual machine is slow, and is given before anyone measures. */
  private static void awaitFirstAnswer(Ready ready, Duration deadline) {
    URI handshake = URI.create(ready.url() + "/socket.io/?EIO=4&transport=polling");
    HttpRequest request = HttpRequest.newBuilder(handshake).timeout(deadline).build();
    try {
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    } catch (IOException noAnswer) {
      // Nor is there a certificate that it trusts; what comes of that is for scenarios to say.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server starts", e);
    }
  }

  private static void switchOn(String fault, Ready ready) {
    URI uri = URI.create(ready.control() + "/control/faults/" + fault);
    HttpRequest request = HttpRequest.newBuilder(uri).PUT(BodyPublishers.noBody()).build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("fault " + fault + ": " + answer.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("fault " + fault + " cannot be switched on", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server starts", e);
    }
  }

  private Ready awaitLine(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (this) {
      while (true) {
        for (String line : output) {
          Matcher ready = READY.matcher(line);
          if (ready.matches()) {
            return new Ready(URI.create(ready.group(1)), URI.create(ready.group(2)));
          }
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || openStreams == 0) {
          throw new IllegalStateException(
              "the server was not ready within %s; it printed:%n%s".formatted(deadline, output()));
        }
        pause(left);
      }
    }
  }

  /** Waits for the process to end by itself and gives its exit status. */
  public int awaitExit(Duration deadline) {
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            "the server did not end within %s; it printed:%n%s".formatted(deadline, output()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the server ends", e);
    }
    synchronized (this) {
      long end = System.nanoTime() + FAREWELL.toNanos();
      for (long left = 1; openStreams > 0 && left > 0; ) {
        left = (end - System.nanoTime()) / 1_000_000;
        pause(Math.max(1, left));
      }
    }
    return process.exitValue();
  }

  /** Everything printed so far, on both streams. */
  public synchronized String output() {
    return String.join("\n", output);
  }

  /** Its number among the processes of this machine. */
  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** Asks it to end, as an operator does, and does not wait for it. */
  public void askToEnd() {
    process.destroy();
  }

  /** Ends it without a word, as a machine that fails does. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(FAREWELL);
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
  }

  private void end() {
    process.destroy();
    try {
      if (process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private void keep(InputStream stream) {
    Thread reader = new Thread(() -> read(stream), "server output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        synchronized (this) {
          output.add(line);
          notifyAll();
        }
      }
    } catch (IOException closed) {
      // The process has ended: there is no more to read.
    }
    synchronized (this) {
      openStreams--;
      notifyAll();
    }
  }

  private synchronized void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the server", e);
    }
  }
}
