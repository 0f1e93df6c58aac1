package dev.spywatcher.features.target;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the suite may do to a service of several servers, as shell commands that it is told. A
 * scenario that needs one it is not told is skipped.
 */
public enum Command {
  KILL_SERVER("Kills the server of --other-url for good (SCALE-3), such as 'kill -9 4711'."),
  STOP_REDIS("Stops the Redis that the servers share (SCALE-4)."),
  START_REDIS("Starts it again, and returns (SCALE-4).");

  private static final String PREFIX = "spywatcher.command.";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final String description;

  Command(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /** The option that it is told by, without dashes in front. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The system property that carries what was told. */
  public String property() {
    return PREFIX + option();
  }

  /** The command, or null where it is not told. */
  public @Nullable String told() {
    String value = System.getProperty(property(), "");
    return value.isBlank() ? null : value;
  }

  /** The command of an option. */
  public static Command of(String option) {
    return Arrays.stream(values())
        .filter(command -> command.option().equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no --" + option));
  }

  /**
   * Runs it, and waits for it.
   *
   * @throws IllegalStateException where it is not told, fails or does not end in 30 s
   */
  public void run() {
    String command = told();
    if (command == null) {
      throw new IllegalStateException("--" + option() + " is not told");
    }
    try {
      Process process =
          new ProcessBuilder("/bin/sh", "-c", command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "--%s: '%s' has not ended within %s".formatted(option(), command, DEADLINE));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "--%s: '%s' ended with %d".formatted(option(), command, process.exitValue()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("--%s: there is no /bin/sh".formatted(option()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command runs", e);
    }
  }
}
