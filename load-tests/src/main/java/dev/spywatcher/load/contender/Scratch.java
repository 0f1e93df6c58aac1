package dev.spywatcher.load.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary directory, removed when the benchmark ends, however it ends. */
public final class Scratch implements AutoCloseable {

  private final Path directory;
  private final AtExit atExit;

  public Scratch() throws IOException {
    directory = Files.createTempDirectory("spywatcher-benchmark");
    atExit = AtExit.files(this::remove);
  }

  /** Where it is. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    remove();
    atExit.close();
  }

  private void remove() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("cannot remove " + directory + ": " + e.getMessage());
    }
  }
}
