package dev.spywatcher.load.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.contender.AtExit;
import dev.spywatcher.load.contender.Guard;
import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One simulation against a running server, in a process of its own as a user would start it. */
final class SimulationRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final int FAREWELL_SECONDS = 5;
  private static final String FELL_SHORT = ": count of successful events is 1.0 : false (";

  private SimulationRun() {}

  /**
   * Runs to the end.
   *
   * @param settings of the simulation, beside those that name the server
   * @return its measures, by key
   * @throws MeasurementException where something did not hold, or it could not be done
   */
  static JsonNode of(
      String simulation, ServerProcess server, String secret, Map<String, String> settings)
      throws MeasurementException, InterruptedException {
    try {
      Path directory = Files.createTempDirectory(server.directory(), simulation);
      List<String> command = new ArrayList<>(Launches.simulation(simulation, directory));
      command.add("-Dtarget=" + server.url());
      command.add("-Dcontrol=" + server.control());
      command.add("-Dpid=" + server.pid());
      command.add("-Dsecret=" + secret);
      settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
      Path log = directory.resolve("output.txt");
      int status = run(command, directory, log);
      if (status != 0) {
        throw new MeasurementException(simulation + ": " + reason(status, Files.readAllLines(log)));
      }
      return JSON.readTree(directory.resolve("deliveries.json").toFile()).path("measures");
    } catch (IOException e) {
      throw new MeasurementException(simulation + ": " + e.getMessage(), e);
    }
  }

  private static int run(List<String> command, Path directory, Path log)
      throws IOException, MeasurementException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try (AtExit atExit = AtExit.process(() -> end(process));
        Guard guard = Guard.over(process.pid())) {
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new MeasurementException("took over " + DEADLINE.toMinutes() + " minutes");
      }
      return process.exitValue();
    } finally {
      end(process);
    }
  }

  /** Before its directory is removed. */
  private static void end(Process process) {
    try {
      process.destroyForcibly().waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What did not hold, or the last that it printed. */
  private static String reason(int status, List<String> output) {
    List<String> fallenShort =
        output.stream()
            .filter(line -> line.contains(FELL_SHORT))
            .map(line -> "\"" + line.substring(0, line.indexOf(FELL_SHORT)) + "\" did not hold")
            .toList();
    return fallenShort.isEmpty()
        ? "ended with " + status + ": " + (output.isEmpty() ? "" : output.get(output.size() - 1))
        : String.join(", ", fallenShort);
  }
}
