package dev.spywatcher.cli;

import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.fault.Faults;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.server.StartupException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Runs the server until it is told to end. */
final class ServeCommand implements Callable<Integer> {
  static final String CONFIG = "--config";

  /**
   * The system property with which a server ends when its input does: that of one that another
   * process has started, and that is not to outlive it.
   */
  static final String ENDS_WITH_INPUT = "spywatcher.ends-with-input";

  private static final Duration DEMO_TOKEN_VALID = Duration.ofDays(30);
  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 50;

  private final Shell shell;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private ServeCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = new ServeCommand(shell).spec.name("serve");
    options(spec);
    return spec;
  }

  /** Adds the options, and describes them. */
  static void options(CommandSpec spec) {
    for (ServeOption option : ServeOption.values()) {
      spec.addOption(option.spec());
    }
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE.yaml")
            .arity("1")
            .type(String.class)
            .description("File of options, one 'key: value' a line, such as 'control-port: 3002'.")
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .arity("0")
            .description("Print this text.")
            .build());
    ServeHelp.describe(spec);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (Boolean.getBoolean(ENDS_WITH_INPUT)) {
      endWithInput();
    }
    ServeSettings settings = settings(spec.commandLine().getParseResult(), shell.environment());
    Feed feed = Feed.of(settings);
    DiscordSource fed = feed.source();
    AnnouncedGuilds source = fed == null ? null : new AnnouncedGuilds(fed);
    DemoUser user = feed.user();
    // While the server starts: both load many classes.
    CompletableFuture<@Nullable String> token =
        CompletableFuture.supplyAsync(() -> token(user, feed.role(), settings));

    try (SpyWatcherServer server = start(settings, source)) {
      String sentence = feed.sentence(Faults.names(), "discord");
      DiscordSource login = settings.source() == SourceKind.DISCORD ? fed : null;
      SourceState state = login == null ? SourceState.DELIVERING : awaitLogin(login);
      if (state.kind() == SourceState.Kind.FAILED) {
        return 1;
      }
      boolean loggedIn = state.kind() == SourceState.Kind.DELIVERING;
      if (!loggedIn) {
        sentence += "\nWaiting for Discord; once it is there, its guilds are listed below.";
      }
      WelcomeScreen screen =
          new WelcomeScreen(
              server.url(),
              server.controlUrl(),
              settings.server().controlToken() != null,
              sentence,
              source == null ? null : source.rows(),
              "user %s (id %s, role %s)"
                  .formatted(Plain.name(user.username(), 30), user.userId(), feed.role()),
              token.join());
      shell.out().println(screen.text());
      shell.out().flush();
      if (!loggedIn && login != null && source != null) {
        if (!awaitDelivery(login)) {
          return 1;
        }
        shell.out().print("\nDiscord is there:\n\n" + WelcomeScreen.guildTable(source.rows()));
        shell.out().flush();
      }
      // The process ends from outside.
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private static void endWithInput() {
    Thread thread =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // The same as its end.
              }
              System.exit(0);
            },
            "end-with-input");
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for a first answer of Discord: long enough for a login, or for a token that is wrong. */
  private static SourceState awaitLogin(DiscordSource source) throws InterruptedException {
    long begun = System.nanoTime();
    while (source.state().kind() == SourceState.Kind.CONNECTING
        && System.nanoTime() - begun < LONGEST_LOGIN.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return source.state();
  }

  /**
   * Waits until a source delivers; whether it does, rather than never will, which its log says. One
   * that has delivered and fails later leaves the server up, which says so in {@code /health}.
   */
  private static boolean awaitDelivery(DiscordSource source) throws InterruptedException {
    SourceState.Kind kind = source.state().kind();
    while (kind != SourceState.Kind.DELIVERING && kind != SourceState.Kind.FAILED) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      kind = source.state().kind();
    }
    return kind == SourceState.Kind.DELIVERING;
  }

  private @Nullable String token(DemoUser user, String role, ServeSettings settings) {
    if (!settings.server().jwtSecret().equals(ServerOptions.DEVELOPMENT_SECRET)) {
      return null;
    }
    return ClientToken.of(user.userId(), user.username(), role)
        .validFrom(shell.clock().instant(), DEMO_TOKEN_VALID)
        .signed(settings.server().jwtSecret());
  }

  static ServeSettings settings(ParseResult parsed, Map<String, String> environment) {
    Map<ServeOption, Value> commandLine = new EnumMap<>(ServeOption.class);
    for (ServeOption option : ServeOption.values()) {
      // 'record' has some of the options.
      OptionSpec matched = parsed.matchedOption(option.option());
      if (matched != null) {
        commandLine.put(
            option, new Value(Origin.commandLine(option.option()), matched.stringValues()));
      }
    }
    return ServeSettings.of(commandLine, environment, file(parsed, environment));
  }

  private static Map<ServeOption, Value> file(ParseResult parsed, Map<String, String> environment) {
    String option = parsed.matchedOptionValue(CONFIG, "");
    if (parsed.hasMatchedOption(CONFIG)) {
      return ConfigFile.read(Value.ofOption(CONFIG, option));
    }
    String variable = Origin.variable("config");
    String named = environment.getOrDefault(variable, "");
    return named.isEmpty()
        ? Map.of()
        : ConfigFile.read(Value.of(Origin.environment(variable), named));
  }

  /** Starts the server, and has it closed when the process ends, even half way through a start. */
  private SpyWatcherServer start(ServeSettings settings, @Nullable DiscordSource source) {
    CompletableFuture<Optional<SpyWatcherServer>> started = new CompletableFuture<>();
    shell.atExit().accept(new Thread(() -> closeOnceStarted(started), "shutdown"));
    try {
      SpyWatcherServer server = SpyWatcherServer.start(settings.server(), source);
      started.complete(Optional.of(server));
      return server;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(settings.naming(String.valueOf(e.getMessage())));
    } catch (StartupException e) {
      throw CommandFailure.failed(settings.naming(String.valueOf(e.getMessage())));
    } finally {
      started.complete(Optional.empty());
    }
  }

  private static void closeOnceStarted(CompletableFuture<Optional<SpyWatcherServer>> started) {
    try {
      started.get(3, TimeUnit.SECONDS).ifPresent(SpyWatcherServer::close);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      // A start that hangs: the end of the process frees what it holds.
    }
  }
}
