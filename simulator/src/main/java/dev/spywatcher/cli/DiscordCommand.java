package dev.spywatcher.cli;

import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.PortTakenException;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Runs the fake Discord until it is told to end. */
@Command(
    name = "discord",
    description = "A Discord on your own machine that real bots log in to: REST v10, Gateway v10.",
    customSynopsis = "spywatcher discord [OPTION...]",
    sortOptions = false)
final class DiscordCommand implements Callable<Integer> {
  private static final String NO_SCENARIO = "none";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of REST and of the control API; 4010 unless given, 0 takes any free one.")
  private String port = "4010";

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      description = "Port of the gateway, which REST tells; any free one unless given.")
  private String gatewayPort = "0";

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      description =
          "What happens there: a scenario, as 'scenarios' lists them, or a file of one; or none."
              + " demo unless given.")
  private String scenario = "demo";

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description =
          "Seed of the scenario, its own unless given; the same seed makes the same events.")
  private @Nullable String seed;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "How many times faster than life; 1 unless given.")
  private String speed = "1";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The only token that bots log in with; any will do unless given.")
  private @Nullable String token;

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = "Folder of your own WireMock mappings, which win over the built-in answers.")
  private @Nullable String mappings;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "DURATION",
      description = "How often bots are to send a heartbeat; 41250ms unless given.")
  private String heartbeatInterval = "41250ms";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private final Shell shell;

  private DiscordCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new DiscordCommand(shell));
    spec.usageMessage()
        .footer(
            "%nMake something happen in it: spywatcher trigger message"
                + " --control-url http://127.0.0.1:4010%n"
                + "Let it fail: curl -X PUT http://127.0.0.1:4010/control/faults/drop-socket%n"
                + "All faults: curl http://127.0.0.1:4010/control/faults");
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    FakeDiscordOptions options = options();
    Play play = play();
    try (FakeDiscord discord = start(options)) {
      if (play != null) {
        discord.play(play.source());
      }
      shell
          .out()
          .println(
              DiscordScreen.text(
                  discord.url(),
                  discord.gatewayUrl(),
                  play == null
                      ? "Nothing happens there but what you make happen (--scenario none)."
                      : play.told(),
                  play == null ? List.of() : play.scenario().guildIds(),
                  token != null));
      shell.out().flush();
      new CountDownLatch(1).await(); // The process ends from outside.
      return 0;
    }
  }

  /** What is to happen there. */
  private record Play(Scenario scenario, long seed, double speed) {
    SimulatorSource source() {
      return new SimulatorSource(scenario, seed, speed);
    }

    String told() {
      return "Scenario %s, seed %d, speed %s."
          .formatted(
              scenario.name(),
              seed,
              new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                  .format(speed));
    }
  }

  private FakeDiscordOptions options() {
    try {
      return FakeDiscordOptions.builder()
          .restPort((int) Value.ofOption("--port", port).wholeNumber(0, 65_535))
          .gatewayPort((int) Value.ofOption("--gateway-port", gatewayPort).wholeNumber(0, 65_535))
          .token(token)
          .heartbeatInterval(Value.ofOption("--heartbeat-interval", heartbeatInterval).duration())
          .mappings(mappings == null ? null : Path.of(mappings))
          .build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Play play() {
    double factor = Value.ofOption("--speed", speed).positiveNumber();
    Long number =
        seed == null
            ? null
            : Value.ofOption("--seed", seed).wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE);
    if (scenario.equals(NO_SCENARIO)) {
      return null;
    }
    Scenario chosen = Value.ofOption("--scenario", scenario).scenario();
    Play play = new Play(chosen, number == null ? chosen.seed() : number, factor);
    try {
      play.source().close();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
    return play;
  }

  /** Starts the fake, and has it closed when the process ends, even half way through a start. */
  private FakeDiscord start(FakeDiscordOptions options) {
    CompletableFuture<Optional<FakeDiscord>> started = new CompletableFuture<>();
    shell.atExit().accept(new Thread(() -> closeOnceStarted(started), "shutdown"));
    try {
      FakeDiscord discord = FakeDiscord.start(options);
      started.complete(Optional.of(discord));
      return discord;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    } catch (PortTakenException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    } finally {
      started.complete(Optional.empty());
    }
  }

  private static void closeOnceStarted(CompletableFuture<Optional<FakeDiscord>> started) {
    try {
      started.get(3, TimeUnit.SECONDS).ifPresent(FakeDiscord::close);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      // A start that hangs: the end of the process frees what it holds.
    }
  }
}
