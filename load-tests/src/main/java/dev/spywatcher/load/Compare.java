package dev.spywatcher.load;

import dev.spywatcher.load.contender.Contender;
import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.LiveHeap;
import dev.spywatcher.load.machine.Machine;
import dev.spywatcher.load.measure.Part;
import dev.spywatcher.load.measure.Rounds;
import dev.spywatcher.load.measure.Size;
import dev.spywatcher.load.report.JsonReport;
import dev.spywatcher.load.report.Results;
import dev.spywatcher.load.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command: starts the contenders, runs the simulations and the finer measures against each,
 * round by round, and reports. Ends with 0 where every bound is kept, 1 where one is not or a
 * measure failed, 2 where the run could not be done.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Runs the simulations against the server, bare Netty and a plain socket.io server on Node,"
            + " and measures what simulations cannot; in turn, with ratios.")
public final class Compare implements Callable<Integer> {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description =
          "Parts to run, separated by commas: simulations, fanout, connect, storm, startup,"
              + " idle.")
  private List<Part> only = new ArrayList<>();

  @Option(
      names = "--contenders",
      split = ",",
      paramLabel = "NAME",
      description = "Servers to measure, separated by commas: ours, bare, node.")
  private List<Contender> contenders = new ArrayList<>();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "COUNT",
      description = "Rounds, each over all servers; ${DEFAULT-VALUE} unless given.")
  private int rounds;

  @Option(
      names = "--size",
      defaultValue = "full",
      paramLabel = "SIZE",
      description = "quick to see that all works, full for figures to quote (the default).")
  private Size size = Size.FULL;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures there.")
  private @Nullable Path json;

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      description = "The packaged server; unless given, the one of this source tree.")
  private @Nullable Path serverJar;

  @Option(
      names = "--serve-option",
      paramLabel = "OPTION",
      description =
          "Option of 'serve' for our server; repeatable: --serve-option=--profile"
              + " --serve-option=load.")
  private List<String> serveOptions = new ArrayList<>();

  @Option(
      names = "--jvm-option",
      paramLabel = "OPTION",
      description =
          "Option of the JVM for both JVM servers, instead of -Xms64m -Xmx512m -Xmn32m"
              + " -XX:+UseSerialGC; repeatable:"
              + " --jvm-option=-Xmx1g.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(
      names = "--jwt-secret",
      defaultValue = "spywatcher-development-secret-never-in-production",
      paramLabel = "SECRET",
      description = "What tokens are signed with; all servers are given it.")
  private String secret = "";

  private double highestLoad;
  private final PrintStream out = System.out;
  private final Map<String, String> notes = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException, MeasurementException {
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new MeasurementException("needs Linux, for /proc and the addresses of 127.0.0.0/8");
    }
    if (rounds < 1) {
      throw new IllegalArgumentException(
          "--rounds: " + rounds + " is not a positive number of rounds");
    }
    requireWritable(json);
    if (jvmOptions.isEmpty()) {
      jvmOptions = Launches.JVM_OPTIONS;
    }
    Machine machine = Machine.here();
    note("machine", machine.toString());
    note("open files allowed", Long.toString(machine.openFiles()));
    note("load average before", String.format(Locale.ROOT, "%.2f", Machine.load()));
    try (Scratch scratch = new Scratch();
        Loops loops = new Loops()) {
      List<Launch> launches = launches(scratch);
      noteCollector(launches);
      EnumSet<Part> parts = only.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only);
      note("run", rounds + " rounds, " + size.name().toLowerCase(Locale.ROOT));
      long begin = System.nanoTime();
      Results results =
          new Rounds(launches, parts, size, secret, loops, this::progress).run(rounds);
      note("took", Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
      note("load average after", String.format(Locale.ROOT, "%.2f", Machine.load()));
      note("load average at most", String.format(Locale.ROOT, "%.2f", highestLoad));
      report(machine, results);
      return results.good() ? 0 : 1;
    }
  }

  /** Before the run, which takes long, and not after it. */
  private static void requireWritable(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path directory = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "--json: " + file + " is no file in a directory that is there");
    }
  }

  private List<Launch> launches(Scratch scratch) throws MeasurementException {
    EnumSet<Contender> wanted =
        contenders.isEmpty() ? EnumSet.allOf(Contender.class) : EnumSet.copyOf(contenders);
    List<Launch> launches = new ArrayList<>();
    if (wanted.contains(Contender.OURS)) {
      Path jar = serverJar == null ? Launches.packagedServer() : serverJar;
      launches.add(Launches.ours(jar, secret, jvmOptions, serveOptions, scratch));
      note("ours", "spywatcher.jar serve " + String.join(" ", serveOptions));
    }
    if (wanted.contains(Contender.BARE)) {
      launches.add(Launches.bare(jvmOptions, scratch));
    }
    if (wanted.contains(Contender.NODE)) {
      try {
        launches.add(Launches.node(secret, scratch));
      } catch (MeasurementException e) {
        if (launches.isEmpty()) {
          throw new MeasurementException(
              "node, the only one of --contenders: " + e.getMessage(), e);
        }
        note("node skipped", String.valueOf(e.getMessage()));
      }
    }
    return launches;
  }

  /** Which collector the JVM servers run with is the JVM's own choice, unless an option says so. */
  private void noteCollector(List<Launch> launches) throws MeasurementException {
    for (Launch launch : launches) {
      if (launch.contender() != Contender.NODE) {
        try (ServerProcess server = ServerProcess.start(launch)) {
          note(
              "JVM of both",
              String.join(" ", jvmOptions) + ", collector " + LiveHeap.collector(server.pid()));
        }
        return;
      }
    }
  }

  private void report(Machine machine, Results results) throws IOException {
    out.println();
    notes.forEach((name, value) -> out.println(name + ": " + value));
    out.println();
    Table.of(results).forEach(out::println);
    results.failures().forEach(failure -> out.println("FAILED " + failure));
    if (json != null) {
      JsonReport.write(json, machine, notes, results);
    }
  }

  private void note(String name, String value) {
    notes.put(name, value);
    progress(name + ": " + value);
  }

  private void progress(String line) {
    highestLoad = Math.max(highestLoad, Machine.load());
    out.println(LocalTime.now().format(CLOCK) + "  " + line);
  }
}
