package dev.spywatcher.load.machine;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** File descriptors that a process has open, sockets included. */
public final class OpenFiles {

  private OpenFiles() {}

  /** Of the process with that id. */
  public static int of(long pid) throws MeasurementException {
    try (java.util.stream.Stream<Path> files =
        Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return (int) files.count();
    } catch (IOException | UncheckedIOException e) {
      throw new MeasurementException("the open files of process " + pid + " cannot be seen", e);
    }
  }
}
