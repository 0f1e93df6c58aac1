package dev.spywatcher.load.machine;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a process that is in RAM (RSS). */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** Of the process with that id, bytes. */
  public static long of(long pid) throws MeasurementException {
    try {
      return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException e) {
      throw new MeasurementException("process " + pid + " has ended", e);
    }
  }

  /** Reads {@code /proc/PID/status}, which counts in units of 1,024 bytes. */
  static long parse(List<String> status) {
    for (String line : status) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
      }
    }
    throw new IllegalArgumentException("status: has no line VmRSS");
  }
}
