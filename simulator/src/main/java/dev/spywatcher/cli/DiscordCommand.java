package dev.spywatcher.cli;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.Fault;
import dev.spywatcher.fakediscord.PortTakenException;
import java.util.List;
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

/** Runs the fake Discord until it is told to end. */
final class DiscordCommand implements Callable<Integer> {

  /** Of the options of {@code serve}, those that say what the source is; itself it cannot be. */
  private static final List<ServeOption> SOURCE =
      List.of(ServeOption.values()).stream()
          .filter(option -> option.topic() == ServeOption.Topic.SOURCE)
          .filter(option -> !option.option().startsWith("--discord"))
          .toList();

  private static final String PORT = "--port";
  private static final String GATEWAY_PORT = "--gateway-port";
  private static final String TOKEN = "--token";
  private static final String MAPPINGS = "--mappings";
  private static final String HEARTBEAT = "--heartbeat-interval";

  private final Shell shell;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private DiscordCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = new DiscordCommand(shell).spec.name("discord");
    spec.usageMessage()
        .description(
            "A Discord on your own machine that real bots log in to: REST v10, Gateway v10.")
        .customSynopsis("spywatcher discord [OPTION...]")
        .sortOptions(false)
        .footer(
            "",
            "Make something happen in it:",
            "  spywatcher trigger message --control-url http://127.0.0.1:4010",
            "Let it fail, and see how it can:",
            "  curl -X PUT http://127.0.0.1:4010/control/faults/drop-socket",
            "  curl http://127.0.0.1:4010/control/faults");
    option(spec, PORT, "PORT", "Port of REST and of the control API, default 4010; 0: any free.");
    option(spec, GATEWAY_PORT, "PORT", "Port of the gateway, any free one unless given.");
    option(
        spec, TOKEN, "TOKEN", "The only token that bots log in with; unless given, any will do.");
    option(
        spec,
        MAPPINGS,
        "DIR",
        "Folder 'mappings' of your own WireMock stubs, or what has one; they win over the"
            + " built-in answers.");
    option(spec, HEARTBEAT, "DURATION", "How often bots send a heartbeat; 41250ms, unless given.");
    SOURCE.forEach(
        source ->
            spec.addOption(
                source == ServeOption.SOURCE
                    ? OptionSpec.builder(source.spec())
                        .description(
                            "Where its guilds and events come from: simulator, replay of a file, or"
                                + " none for what is PUT there. Default: simulator")
                        .build()
                    : source.spec()));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .arity("0")
            .description("Print this text.")
            .build());
    return spec;
  }

  private static void option(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .paramLabel(label)
            .arity("1")
            .type(String.class)
            .description(description)
            .build());
  }

  @Override
  public Integer call() throws InterruptedException {
    ParseResult parsed = spec.commandLine().getParseResult();
    FakeDiscordOptions options = options(parsed);
    ServeSettings settings = ServeCommand.settings(parsed, shell.environment());
    if (settings.source() == SourceKind.DISCORD) {
      throw CommandFailure.usage(
          "--source: discord is what this is to be; use simulator, replay or none");
    }
    Feed feed = Feed.of(settings);
    DiscordSource fed = feed.source();
    AnnouncedGuilds source = fed == null ? null : new AnnouncedGuilds(fed);
    try (FakeDiscord discord = start(options)) {
      if (source != null) {
        play(discord, source, settings);
      }
      shell
          .out()
          .println(
              DiscordScreen.text(
                  discord.url(),
                  discord.gatewayUrl(),
                  feed.sentence(Fault.names(), "serve"),
                  source == null ? List.of() : source.rows(),
                  parsed.hasMatchedOption(TOKEN)));
      shell.out().flush();
      new CountDownLatch(1).await(); // The process ends from outside.
      return 0;
    }
  }

  private static void play(FakeDiscord discord, DiscordSource source, ServeSettings settings) {
    try {
      discord.play(source);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.failed(settings.naming(String.valueOf(e.getMessage())));
    }
  }

  private static FakeDiscordOptions options(ParseResult parsed) {
    Value mappings = given(parsed, MAPPINGS);
    FakeDiscordOptions.Builder options =
        FakeDiscordOptions.builder()
            .restPort(port(parsed, PORT, "4010"))
            .gatewayPort(port(parsed, GATEWAY_PORT, "0"))
            .mappings(mappings == null ? null : mappings.file());
    Value token = given(parsed, TOKEN);
    if (token != null) {
      options.token(token.text());
    }
    Value heartbeat = given(parsed, HEARTBEAT);
    if (heartbeat != null) {
      options.heartbeatInterval(heartbeat.duration());
    }
    try {
      return options.build();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static int port(ParseResult parsed, String option, String otherwise) {
    Value given = given(parsed, option);
    Value value = given == null ? Value.ofOption(option, otherwise) : given;
    return (int) value.wholeNumber(0, 65_535);
  }

  private static @Nullable Value given(ParseResult parsed, String option) {
    String text = parsed.matchedOptionValue(option, (String) null);
    return text == null ? null : Value.ofOption(option, text);
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
