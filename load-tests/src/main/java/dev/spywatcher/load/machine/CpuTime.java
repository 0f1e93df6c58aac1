package dev.spywatcher.load.machine;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time that a process has taken, user and system, of all its threads. */
public final class CpuTime {

  /** Linux tells times in hundredths of a second, whatever its own tick is (USER_HZ). */
  private static final int TICKS_PER_SECOND = 100;

  private CpuTime() {}

  /** Of the process with that id, until now. */
  public static Duration of(long pid) throws MeasurementException {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException e) {
      throw new MeasurementException("process " + pid + " has ended", e);
    }
  }

  /** Of this process. */
  public static Duration own() throws MeasurementException {
    return of(ProcessHandle.current().pid());
  }

  /** Reads the one line of {@code /proc/PID/stat}; the program's name in it may hold anything. */
  static Duration parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    // Fields 14 and 15 of proc(5), counted from the third here.
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }
}
