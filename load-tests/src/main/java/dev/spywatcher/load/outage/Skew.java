package dev.spywatcher.load.outage;

import dev.spywatcher.load.contender.Launch;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Clocks that are wrong, by way of the program {@code faketime}, where it is installed. */
public final class Skew {

  private static final String PROGRAM = "faketime";

  private Skew() {}

  /** Whether this machine can do it. */
  public static boolean possible() {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, PROGRAM)));
  }

  /** The same process with a clock that is ahead; how fast time passes stays as it is. */
  static Launch ahead(Launch launch, int seconds) {
    List<String> command = new ArrayList<>(List.of(PROGRAM, "-f", "+" + seconds + "s"));
    command.addAll(launch.command());
    Map<String, String> environment = new HashMap<>(launch.environment());
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    return new Launch(launch.contender(), command, launch.directory(), environment);
  }
}
