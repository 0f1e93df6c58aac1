package dev.spywatcher.cli;

import dev.spywatcher.recording.PlayRecording;
import dev.spywatcher.recording.PlayRecording.Part;
import dev.spywatcher.recording.PlayRecording.Summary;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.truth.Truth;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Writes the events of a scenario as fast as they can be made. */
@Command(
    name = "simulate",
    description = "Writes the events of a scenario as JSON Lines, as fast as they can be made.",
    customSynopsis = "spywatcher simulate [OPTION...]",
    sortOptions = false,
    footer = {
      "",
      "The same scenario and seed give the same bytes on every machine; the SHA-256 is that of the",
      "JSON Lines, also where they are written compressed. Parts that follow on each other, put",
      "together, are the whole:",
      "  spywatcher simulate --events 1000000 --out all.jsonl",
      "  spywatcher simulate --from 123456 --events 1 --out -     # line 123458 of it, alone"
    })
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      description = "What is played: demo unless given; see 'scenarios'.")
  private String scenarioName = "demo";

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Another seed makes other events. That of the scenario unless given.")
  private @Nullable String seed;

  @Option(
      names = "--begins",
      paramLabel = "TIME",
      description =
          "What time it is at the first moment, such as 2026-03-02T08:00:00Z; that of the scenario"
              + " unless given. Accounts that are new when they join are those of that day.")
  private @Nullable String begins;

  @Option(
      names = "--events",
      paramLabel = "NUMBER",
      description = "How many events. Unless given, as many as fall into the duration.")
  private @Nullable String events;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description =
          "Up to which time of play, such as 90s or 2h; the scenario's length unless given.")
  private @Nullable String duration;

  @Option(
      names = "--from",
      paramLabel = "POSITION",
      description =
          "Leave out so many events, and the header, without making them. 0 unless given.")
  private @Nullable String from;

  @Option(
      names = "--out",
      paramLabel = "FILE[.gz]",
      description =
          "Where to; compressed where it ends with .gz; - for the screen. It must not exist, and is"
              + " there once it is whole. Unless given, events are made, counted and hashed only.")
  private @Nullable String out;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description =
          "Write who is what in each guild, and the analytics that follow from the events.")
  private @Nullable String truth;

  @Option(names = "--force", description = "Replace the files of --out and --truth that exist.")
  private boolean force;

  @Option(
      names = "--threads",
      paramLabel = "NUMBER",
      description = "How many may work at once: 1 unless given. The bytes are the same.")
  private @Nullable String threads;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private final Shell shell;

  private SimulateCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new SimulateCommand(shell));
  }

  private static Path path(String file) {
    return Path.of(file).toAbsolutePath().normalize();
  }

  @Override
  public Integer call() throws InterruptedException {
    Scenario scenario = Value.ofOption("--scenario", scenarioName).scenario();
    long usedSeed =
        seed == null
            ? scenario.seed()
            : Value.ofOption("--seed", seed).wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE);
    Instant beginning =
        begins == null ? scenario.begins() : Value.ofOption("--begins", begins).instant();
    Part part = part(scenario);
    int workers =
        threads == null ? 1 : (int) Value.ofOption("--threads", threads).wholeNumber(1, 64);
    if (truth != null && part.from() > 0) {
      throw CommandFailure.usage("--truth: follows from all events; leave out --from");
    }
    if (truth != null && out != null && path(truth).equals(path(out))) {
      throw CommandFailure.usage("--truth: " + truth + " is the file of --out; name another");
    }

    PlayRecording recording = new PlayRecording(scenario, usedSeed, beginning);
    boolean onScreen = "-".equals(out);
    Summary summary;
    double seconds;
    try (WholeFile events = onScreen ? null : begun("--out", out);
        WholeFile found = begun("--truth", truth)) {
      long begun = System.nanoTime();
      try {
        summary = recording.write(part, workers, stream(events, onScreen));
        complete(events);
      } catch (IOException e) {
        throw cannotWrite("--out", out, e);
      }
      seconds = (System.nanoTime() - begun) / 1e9;
      if (found != null) {
        try {
          Truth.of(scenario, usedSeed, beginning, summary.events()).write(found.out());
          complete(found);
        } catch (IOException e) {
          throw cannotWrite("--truth", truth, e);
        }
      }
    } catch (IOException e) {
      // Of a file that could not be closed after something else had gone wrong, and is gone.
      throw cannotWrite("--out", out, e);
    }
    PrintStream screen = onScreen ? shell.err() : shell.out();
    screen.println(
        String.format(
            Locale.ROOT,
            "scenario %s, seed %d: %s of play in %.2f s, %,.0f events/s",
            scenario.name(),
            usedSeed,
            Plain.duration(summary.last()),
            seconds,
            summary.events() / seconds));
    screen.println("events " + summary.events());
    screen.println("bytes " + summary.bytes());
    screen.println("sha256 " + summary.sha256());
    screen.flush();
    return CommandLine.ExitCode.OK;
  }

  private Part part(Scenario scenario) {
    Duration until =
        duration == null
            ? events == null ? scenario.length() : Duration.ofDays(36_500)
            : Value.ofOption("--duration", duration).duration();
    if (until.isNegative() || until.compareTo(Duration.ofDays(36_500)) > 0) {
      throw Value.ofOption("--duration", String.valueOf(duration))
          .isNot("a duration from 0s to 36500d");
    }
    return new Part(
        from == null ? 0 : Value.ofOption("--from", from).wholeNumber(0, 1_000_000_000_000_000L),
        events == null
            ? Long.MAX_VALUE
            : Value.ofOption("--events", events).wholeNumber(0, Long.MAX_VALUE),
        until);
  }

  /** The file of an option, gone again where the process ends before it is whole. */
  private @Nullable WholeFile begun(String option, @Nullable String name) {
    if (name == null) {
      return null;
    }
    WholeFile file;
    try {
      file = WholeFile.begin(Value.ofOption(option, name), force);
    } catch (IOException e) {
      throw cannotWrite(option, name, e);
    }
    shell.atExit().accept(new Thread(file::abandon, "shutdown"));
    return file;
  }

  private static void complete(@Nullable WholeFile file) throws IOException {
    if (file != null) {
      file.complete();
    }
  }

  private OutputStream stream(@Nullable WholeFile file, boolean onScreen) {
    if (onScreen) {
      return new Screen(shell.out());
    }
    return file == null ? OutputStream.nullOutputStream() : file.out();
  }

  private static CommandFailure cannotWrite(String option, @Nullable String name, IOException e) {
    return CommandFailure.failed(option + ": cannot write " + name + ": " + e.getMessage());
  }

  /** The screen, which others print to afterwards; unlike it, this tells when it fails. */
  private static final class Screen extends OutputStream {
    private final PrintStream screen;

    Screen(PrintStream screen) {
      this.screen = screen;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      screen.write(from, offset, length);
      flush();
    }

    @Override
    public void flush() throws IOException {
      if (screen.checkError()) {
        throw new IOException("nobody reads it any more, or its disk is full");
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
