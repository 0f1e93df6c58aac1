package dev.spywatcher.load.contender;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a contender is started.
 *
 * @param directory where it runs
 * @param environment variables beside those of the benchmark
 */
public record Launch(
    Contender contender, List<String> command, Path directory, Map<String, String> environment) {

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
