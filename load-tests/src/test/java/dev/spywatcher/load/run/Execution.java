package dev.spywatcher.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run as a user would start it: {@code java -jar load-tests.jar run …}, at the size of continuous
 * integration.
 */
final class Execution {

  private static final Path JAR = Path.of("target", "load-tests.jar");
  private static final int DEADLINE_SECONDS = 300;

  private final int status;
  private final String output;
  private final Path directory;

  private Execution(int status, String output, Path directory) {
    this.status = status;
    this.output = output;
    this.directory = directory;
  }

  /**
   * Runs to the end.
   *
   * @param name of its directory under {@code target/load}
   */
  static Execution of(String name, String simulation, String... options)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(Path.of("target", "load", name));
    Path log = directory.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "-Djava.util.prefs.userRoot=" + directory,
                "-jar",
                JAR.toString(),
                "run",
                simulation,
                "-Dsize=ci",
                "--out",
                directory.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    List<ProcessHandle> servers = List.of();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    try {
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        List<ProcessHandle> now = process.descendants().toList();
        servers = now.isEmpty() ? servers : now;
        assertThat(System.nanoTime())
            .as("within %d s; printed so far: %s", DEADLINE_SECONDS, Files.readString(log))
            .isLessThan(end);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(servers).as("servers that a run left behind").noneMatch(ProcessHandle::isAlive);
    assertThat(directory.resolve(".java")).as("preferences that a run left").doesNotExist();
    return new Execution(process.waitFor(), Files.readString(log), directory);
  }

  /** Fails unless everything held. */
  void requireGood() {
    assertThat(status).as(output).isZero();
    assertThat(directory.resolve("deliveries.html")).isNotEmptyFile();
    assertThat(directory.resolve("deliveries.json")).isNotEmptyFile();
  }

  /** Fails unless that verdict, among others perhaps, did not hold. */
  void requireFallenShort(String verdict) {
    assertThat(status).as(output).isEqualTo(1);
    assertThat(output).contains(verdict + ": count of successful events is 1.0 : false");
  }

  /** Fails unless it said why it could not begin. */
  void requireRefused(String message) {
    assertThat(status).as(output).isEqualTo(2);
    assertThat(output).contains(message).doesNotContain("\tat ");
  }
}
