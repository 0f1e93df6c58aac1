package dev.spywatcher.load.outage;

import dev.spywatcher.load.contender.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Clocks that are wrong, by way of the library libfaketime, where it is installed. */
public final class Skew {

  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";
  private static final Path LIBRARIES = Path.of("/usr/lib");

  private Skew() {}

  /** Whether this machine can do it. */
  public static boolean possible() {
    return library().isPresent();
  }

  private static Optional<Path> library() {
    List<Path> directories = new ArrayList<>(List.of(LIBRARIES, Path.of("/usr/lib64")));
    try (Stream<Path> architectures = Files.list(LIBRARIES)) {
      architectures.forEach(directories::add);
    } catch (IOException e) {
      return Optional.empty();
    }
    return directories.stream()
        .map(directory -> directory.resolve(LIBRARY))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The same process with a clock that is ahead; how fast time passes stays as it is. */
  static Launch ahead(Launch launch, int seconds) {
    Map<String, String> environment = new HashMap<>(launch.environment());
    environment.put("LD_PRELOAD", library().orElseThrow().toString());
    environment.put("FAKETIME", "+" + seconds + "s");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    // With what the library guesses of glibc, a JVM waits for ever.
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return new Launch(launch.contender(), launch.command(), launch.directory(), environment);
  }
}
