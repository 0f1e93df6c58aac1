package dev.spywatcher.load.machine;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** CPU time that a process has taken, user and system, of all its threads. */
public final class CpuTime {

  /** Linux tells times in hundredths of a second, whatever its own tick is (USER_HZ). */
  private static final int TICKS_PER_SECOND = 100;

  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  private CpuTime() {}

  /** Of the process with that id, until now. */
  public static Duration of(long pid) throws MeasurementException {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException e) {
      throw new MeasurementException("process " + pid + " has ended", e);
    }
  }

  /**
   * Of the compilers of the JVM with that id, until now. They take it once for each piece of code
   * that gets busy. A compiler's thread that has ended is not counted: {@code
   * -XX:-UseDynamicNumberOfCompilerThreads} keeps them.
   */
  public static Duration ofCompilers(long pid) throws MeasurementException {
    long nanos = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads) {
        if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
          // Time on a CPU, time waiting for one, turns: sched-stats.txt of the kernel.
          nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
        }
      }
      return Duration.ofNanos(nanos);
    } catch (IOException e) {
      throw new MeasurementException("process " + pid + ": its threads cannot be read", e);
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
