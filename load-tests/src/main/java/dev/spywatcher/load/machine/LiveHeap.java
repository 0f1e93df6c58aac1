package dev.spywatcher.load.machine;

import dev.spywatcher.load.crowd.MeasurementException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes of a JVM's heap that are in use after a full collection, told by the JDK's jcmd. */
public final class LiveHeap {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use(\\w+)GC");
  private static final int DEADLINE_SECONDS = 60;

  private LiveHeap() {}

  /** Of the JVM with that process id; collects its garbage. */
  public static long of(long pid) throws MeasurementException {
    jcmd(pid, "GC.run");
    return parse(jcmd(pid, "GC.class_histogram"));
  }

  /** The total of a class histogram. */
  static long parse(String histogram) throws MeasurementException {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new MeasurementException("jcmd GC.class_histogram: has no line Total");
    }
    return Long.parseLong(total.group(1));
  }

  /** The garbage collector of the JVM with that process id: {@code G1} or {@code Serial}, say. */
  public static String collector(long pid) throws MeasurementException {
    Matcher flag = COLLECTOR.matcher(jcmd(pid, "VM.flags"));
    return flag.find() ? flag.group(1) : "unknown";
  }

  private static String jcmd(long pid, String command) throws MeasurementException {
    Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(program)) {
      throw new MeasurementException(program + " is missing: run the benchmark with a JDK");
    }
    try {
      Path output = Files.createTempFile("spywatcher-jcmd", ".txt");
      try {
        Process process =
            new ProcessBuilder(program.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new MeasurementException(
              "jcmd " + command + " took over " + DEADLINE_SECONDS + " s");
        }
        return Files.readString(output, StandardCharsets.UTF_8);
      } finally {
        Files.delete(output);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new MeasurementException("jcmd " + command + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException("interrupted", e);
    }
  }
}
