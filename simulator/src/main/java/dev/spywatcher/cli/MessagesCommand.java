package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.cli.GuildView.Named;
import dev.spywatcher.event.EventName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a running server sent and received, or waits until it has sent so much. */
@Command(
    name = "messages",
    description = "Shows what a running server sent and received; or waits for what it sends.",
    customSynopsis = {
      "spywatcher messages [--event NAME] [--guild GUILD] [--since N] [OPTION...]",
      "       spywatcher messages wait [--event NAME] [--guild GUILD] [--since N]",
      "                                [--count N] [--timeout DURATION] [OPTION...]"
    },
    sortOptions = false,
    footer = {
      "",
      "Only what was sent to somebody counts for wait; its exit status is 1 when the time is up.",
      "",
      "Examples:",
      "  spywatcher messages --guild 7",
      "  spywatcher messages wait --event message:new --guild 7 --count 3 --timeout 5s",
      "  since=$(spywatcher messages --last)   # now only what comes: --since \"$since\""
    })
final class MessagesCommand implements Callable<Integer> {

  private static final List<String> EVENTS =
      Stream.concat(
              EventName.wireNames().stream(),
              Stream.of(
                  "error",
                  "subscribe:guild",
                  "subscribe:analytics",
                  "unsubscribe:guild",
                  "unsubscribe:analytics"))
          .toList();
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int MOST = 10_000;

  @Parameters(
      arity = "0..1",
      hideParamSyntax = true,
      paramLabel = "wait",
      description = "Waits until --count have been sent; shows what there is unless given.")
  private @Nullable String action;

  @Option(names = "--event", paramLabel = "NAME", description = "Only those: message:new, say.")
  private @Nullable String event;

  @Option(names = "--guild", paramLabel = "GUILD", description = "Only of that guild: id or name.")
  private @Nullable String guild;

  @Option(
      names = "--since",
      paramLabel = "N",
      description = "Only those after that number, which each message has.")
  private @Nullable String since;

  @Option(names = "--last", description = "Print only the number of the last one, for --since.")
  private boolean last;

  @Option(names = "--count", paramLabel = "N", description = "How many to wait for; 1.")
  private @Nullable String count;

  @Option(names = "--timeout", paramLabel = "DURATION", description = "How long to wait; 5s.")
  private @Nullable String timeout;

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private MessagesCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    return CommandSpec.forAnnotatedObject(new MessagesCommand(shell));
  }

  @Override
  public Integer call() throws InterruptedException {
    boolean waits = action != null;
    if (action != null) {
      Value.of(Origin.commandLine("messages"), action).oneOf(List.of("wait"));
    }
    if (!waits && (count != null || timeout != null)) {
      throw CommandFailure.usage(
          (count == null ? "--timeout" : "--count") + ": goes with messages wait");
    }
    ControlClient server = options.server(shell);
    Query query =
        new Query()
            .with("event", event == null ? null : Value.ofOption("--event", event).oneOf(EVENTS))
            .with("since", number("--since", since, 0, Long.MAX_VALUE));
    JsonNode answer = waits ? awaited(server, query) : server.messages(inGuild(server, query));
    if (last) {
      shell.out().println(answer.path("lastSeq").asLong());
    } else if (options.json()) {
      shell.out().println(answer);
    } else {
      show(answer, waits);
    }
    shell.out().flush();
    return CommandLine.ExitCode.OK;
  }

  private JsonNode awaited(ControlClient server, Query query) throws InterruptedException {
    Duration patience = Duration.ofSeconds(5);
    if (timeout != null) {
      Value given = Value.ofOption("--timeout", timeout);
      patience = given.duration();
      if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
        throw given.isNot("a duration from 0s to 10m");
      }
    }
    query
        .with("count", number("--count", count, 0, MOST))
        .with("timeout", patience.toMillis() + "ms");
    return server.awaitMessages(inGuild(server, query), patience);
  }

  private static @Nullable Long number(
      String option, @Nullable String text, long least, long most) {
    return text == null ? null : Value.ofOption(option, text).wholeNumber(least, most);
  }

  /** A guild may be gone that messages were sent of: what is no name is taken for an id. */
  private Query inGuild(ControlClient server, Query query) throws InterruptedException {
    return guild == null
        ? query
        : query.with("guild", Named.find(server.guilds(), guild).map(Named::id).orElse(guild));
  }

  private void show(JsonNode answer, boolean waited) {
    JsonNode messages = answer.path("messages");
    messages.forEach(message -> shell.out().println(line(message)));
    if (messages.isEmpty()) {
      shell.out().println(waited ? "Nothing had to be waited for." : "Nothing of that kind.");
    }
  }

  private static String line(JsonNode message) {
    boolean sent = message.path("direction").asText().equals("sent");
    String start =
        "%6d %s  %-21s %-7s %-19s "
            .formatted(
                message.path("seq").asLong(),
                message.path("at").asText().replaceFirst(".*T", ""),
                message.path("event").asText(),
                sent ? "to " + message.path("recipients").asInt() : "from 1",
                Plain.name(message.path("guildId").asText("-"), 19));
    int left = Math.max(10, Spywatcher.COLUMNS - start.length());
    return sent ? start + Plain.name(message.path("payload").toString(), left) : start.strip();
  }
}
