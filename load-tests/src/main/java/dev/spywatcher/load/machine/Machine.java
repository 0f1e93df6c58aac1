package dev.spywatcher.load.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The machine that the figures are of.
 *
 * @param processor its model
 * @param cores how many there are
 * @param memoryBytes its RAM
 * @param kernel name and version
 * @param java the JDK that runs the benchmark and the JVM servers
 * @param openFiles how many files a process may have open
 */
public record Machine(
    String processor, int cores, long memoryBytes, String kernel, String java, long openFiles) {

  /** This machine. */
  public static Machine here() {
    return new Machine(
        value(lines("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        number(value(lines("/proc/meminfo"), "MemTotal")) * 1_024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        openFiles(lines("/proc/self/limits")));
  }

  /** The load average of the last minute. */
  public static double load() {
    List<String> lines = lines("/proc/loadavg");
    return lines.isEmpty() ? Double.NaN : Double.parseDouble(lines.get(0).split(" ")[0]);
  }

  /**
   * Reads the limit on open files of {@code /proc/self/limits}; the JVM has raised the soft one.
   */
  static long openFiles(List<String> limits) {
    for (String line : limits) {
      if (line.startsWith("Max open files")) {
        String soft = line.substring("Max open files".length()).trim().split("\\s+")[0];
        return soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft);
      }
    }
    return Long.MAX_VALUE;
  }

  private static String value(List<String> lines, String key) {
    for (String line : lines) {
      if (line.startsWith(key)) {
        return line.substring(line.indexOf(':') + 1).trim();
      }
    }
    return "";
  }

  private static long number(String text) {
    String digits = text.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      return List.of();
    }
  }

  /** One line for people. */
  @Override
  public String toString() {
    return "%d cores (%s), %.0f GB, %s, %s"
        .formatted(cores, processor, memoryBytes / 1e9, kernel, java);
  }
}
