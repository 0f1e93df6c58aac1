package dev.spywatcher.cli;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.recording.Recorder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Runs a source without a server, and writes what it delivers to a file. */
final class RecordCommand implements Callable<Integer> {

  /** Of the options of {@code serve}, those that say what the source is. */
  private static final List<ServeOption> SOURCE =
      List.of(ServeOption.values()).stream()
          .filter(option -> option.topic() == ServeOption.Topic.SOURCE)
          .toList();

  private static final String OUT = "--out";
  private static final String EVENTS = "--events";
  private static final String DURATION = "--duration";

  private final Shell shell;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
  private final Object finishing = new Object();
  private boolean finished;

  private RecordCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = new RecordCommand(shell).spec.name("record");
    spec.usageMessage()
        .description(
            "Writes what a source delivers, as JSON Lines: a header with the guilds, then one event"
                + " a line. 'serve --source replay --replay FILE' plays it. Ends after --events or"
                + " --duration, with the source, or with Ctrl-C.")
        .customSynopsis("spywatcher record --out FILE[.gz] [OPTION...]")
        .footer("", "Options of 'serve' can come from the environment here too.");
    spec.addOption(
        option(OUT, "FILE", "File to write; gzip where its name ends in .gz. It must not exist.")
            .required(true)
            .build());
    spec.addOption(option(EVENTS, "NUMBER", "How many events to write.").build());
    spec.addOption(
        option(DURATION, "DURATION", "How long to record, from when the source delivers: 30s, 5m.")
            .build());
    SOURCE.forEach(option -> spec.addOption(option.spec()));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .arity("0")
            .description("Print this text.")
            .build());
    return spec;
  }

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .arity("1")
        .type(String.class)
        .description(description);
  }

  @Override
  public Integer call() throws InterruptedException {
    ParseResult parsed = spec.commandLine().getParseResult();
    ServeSettings settings = ServeCommand.settings(parsed, shell.environment());
    long events =
        given(parsed, EVENTS) == null
            ? Long.MAX_VALUE
            : value(parsed, EVENTS).wholeNumber(1, Long.MAX_VALUE);
    Duration longest = given(parsed, DURATION) == null ? null : value(parsed, DURATION).duration();
    if (longest != null && longest.isNegative()) {
      throw value(parsed, DURATION).isNot("a duration such as 30s");
    }
    DiscordSource source = Feed.of(settings).source();
    if (source == null) {
      throw CommandFailure.usage(
          "--source: none delivers nothing to record; choose one of "
              + String.join(
                  ", ", SourceKind.words().stream().filter(w -> !w.equals("none")).toList()));
    }
    boolean simulated = settings.source() == SourceKind.SIMULATOR;
    Path out = value(parsed, OUT).file();
    try {
      Recorder recorder =
          new Recorder(
              source,
              simulated ? settings.scenario().name() : null,
              simulated ? settings.seed() : null,
              events,
              out);
      boolean endless = events == Long.MAX_VALUE && longest == null;
      return record(recorder, source, longest, endless, out, settings);
    } catch (FileAlreadyExistsException e) {
      throw value(parsed, OUT).isNot("a new file; choose another name, or remove it");
    } catch (NoSuchFileException e) {
      throw value(parsed, OUT).isNot("in a folder that exists");
    } catch (IOException e) {
      throw CommandFailure.failed(OUT + ": " + out + " cannot be written: " + e.getMessage());
    }
  }

  private int record(
      Recorder recorder,
      DiscordSource source,
      @Nullable Duration longest,
      boolean endless,
      Path out,
      ServeSettings settings)
      throws InterruptedException, IOException {
    Thread finish = new Thread(() -> finish(recorder, out), "shutdown");
    shell.atExit().accept(finish);
    try {
      recorder.start();
      if (endless) {
        shell.out().println("recording to " + out + "; Ctrl-C ends it");
      }
      recorder.awaitEnd(longest);
    } catch (IllegalArgumentException e) {
      giveUp(recorder);
      throw CommandFailure.failed(settings.naming(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      if (source.state().kind() != SourceState.Kind.FAILED) {
        giveUp(recorder);
        throw CommandFailure.failed(OUT + ": " + out + " cannot be written: " + e.getMessage());
      }
      // The log of the source has said why; what it delivered before is kept.
      if (recorder.events() == 0) {
        giveUp(recorder);
      } else {
        finish.run();
      }
      return 1;
    }
    // The hook does the same when the process is told to end, and once is enough.
    finish.run();
    return 0;
  }

  private void finish(Recorder recorder, Path out) {
    synchronized (finishing) {
      if (finished) {
        return;
      }
      finished = true;
      try {
        Recorder.Summary summary = recorder.finish();
        shell
            .out()
            .println(
                "recorded "
                    + summary.events()
                    + " events of "
                    + summary.guilds()
                    + " guilds to "
                    + out);
        shell.out().println("SHA-256 of the lines " + summary.sha256());
        shell.out().flush();
      } catch (IOException e) {
        shell.err().println("spywatcher: --out: " + out + " cannot be written: " + e.getMessage());
      }
    }
  }

  /** Leaves nothing to finish when the process ends. */
  private void giveUp(Recorder recorder) throws IOException {
    synchronized (finishing) {
      finished = true;
    }
    recorder.giveUp();
  }

  private static @Nullable String given(ParseResult parsed, String option) {
    return parsed.matchedOptionValue(option, (String) null);
  }

  private static Value value(ParseResult parsed, String option) {
    return Value.ofOption(option, String.valueOf(given(parsed, option)));
  }
}
