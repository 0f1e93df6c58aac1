package dev.spywatcher.load.contender;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The plain socket.io server: its files are in this jar, its packages come by {@code npm ci}. */
final class NodeServer {

  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "server.js");
  private static final int INSTALL_SECONDS = 120;

  private NodeServer() {}

  /**
   * Installs it into a directory.
   *
   * @throws MeasurementException says why that is not possible here
   */
  static Launch install(Path directory, String secret) throws MeasurementException {
    require("node");
    require("npm");
    try {
      for (String file : FILES) {
        try (InputStream resource =
            NodeServer.class.getResourceAsStream("/socketio-node/" + file)) {
          if (resource == null) {
            throw new MeasurementException("socketio-node/" + file + " is not in the jar");
          }
          Files.copy(resource, directory.resolve(file));
        }
      }
      run(
          directory,
          INSTALL_SECONDS,
          List.of(
              "npm",
              "ci",
              "--omit=dev",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "--prefer-offline"));
    } catch (IOException e) {
      throw new MeasurementException("its files cannot be written: " + e.getMessage(), e);
    }
    return new Launch(
        Contender.NODE,
        List.of("node", "--expose-gc", "server.js"),
        directory,
        Map.of("SPYWATCHER_JWT_SECRET", secret, "NODE_ENV", "production"));
  }

  private static void require(String program) throws MeasurementException {
    try {
      run(Path.of("."), 30, List.of(program, "--version"));
    } catch (IOException e) {
      throw new MeasurementException(program + " is not installed");
    }
  }

  private static void run(Path directory, int seconds, List<String> command)
      throws IOException, MeasurementException {
    Path output = Files.createTempFile("spywatcher-npm", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (AtExit atExit = AtExit.process(() -> end(process))) {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new MeasurementException(String.join(" ", command) + " took over " + seconds + " s");
      }
      if (process.exitValue() != 0) {
        throw new MeasurementException(
            String.join(" ", command) + " failed: " + Files.readString(output).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    } finally {
      end(process);
      Files.delete(output);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
