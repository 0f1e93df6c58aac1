package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.cli.GuildView.Member;
import dev.spywatcher.cli.GuildView.Named;
import dev.spywatcher.cli.Happening.Occurrence;
import dev.spywatcher.scenario.Snowflake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes something happen in the Discord behind a running server. */
@Command(
    name = "trigger",
    description = "Makes something happen in Discord, as a running server sees it.",
    customSynopsis = "spywatcher trigger EVENT [OPTION...]",
    sortOptions = false)
final class TriggerCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      hideParamSyntax = true,
      paramLabel = "EVENT",
      description = "One of the events below.")
  private @Nullable String event;

  @Option(
      names = "--guild",
      paramLabel = "GUILD",
      description = "Id or name; the guild with the lowest id unless given.")
  private @Nullable String guild;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description =
          "Id or name of who acts (for join: id of who is new). Unless given, members who are no"
              + " bots, in turn.")
  private @Nullable String user;

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = "Id or name; the first channel unless given.")
  private @Nullable String channel;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "How many times; once unless given.")
  private String count = "1";

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "N",
      description = "How many a second; all at once unless given.")
  private @Nullable String rate;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Sets a field of the event that is sent, to JSON or to text, such as content=Hi or"
              + " platforms=[\"web\",\"mobile\"]. Repeatable.")
  private List<String> settings = List.of();

  @Mixin private final ControlOptions options = new ControlOptions();

  private final Shell shell;

  private TriggerCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new TriggerCommand(shell));
    StringBuilder events = new StringBuilder("%nEvents, and what a subscribed client receives:%n");
    for (Happening happening : Happening.values()) {
      String seen = happening.seen(List.of());
      events.append(
          "  %-13s %-52s %s%%n"
              .formatted(happening.word(), happening.meaning(), seen.isEmpty() ? "-" : seen));
    }
    events.append("%nExample: spywatcher trigger message --channel general -c 20 --rate 5");
    spec.usageMessage().footer(events.toString());
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    Happening happening = happening();
    int times = (int) Value.ofOption("--count", count).wholeNumber(1, 1_000_000);
    Pace pace =
        rate == null ? Pace.AT_ONCE : new Pace(Value.ofOption("--rate", rate).positiveNumber());
    List<Assignment> assignments =
        settings.stream().map(text -> Assignment.parse(Value.ofOption("--set", text))).toList();
    if (happening == Happening.JOIN && user != null && times > 1) {
      throw Value.ofOption("--count", count).isNot("1, but one user joins once: leave --user out");
    }

    ControlClient server = options.server(shell);
    Scene scene =
        new Scene(
            server.guild(guildId(server)),
            option("--user", user),
            option("--channel", channel),
            new Random(),
            shell.clock().instant());
    List<Occurrence> all = occurrences(happening, scene, times, assignments);
    int accepted = pace.send(server, all);
    shell
        .out()
        .println(
            options.json() ? asJson(happening, scene, all, accepted) : told(happening, scene, all));
    return CommandLine.ExitCode.OK;
  }

  private Happening happening() {
    if (event == null) {
      throw CommandFailure.usage(
          "EVENT: is missing; one of " + String.join(", ", Happening.words()));
    }
    return Happening.named(Value.of(Origin.commandLine("EVENT"), event));
  }

  private String guildId(ControlClient server) throws InterruptedException {
    List<Named> guilds = server.guilds();
    if (guilds.isEmpty()) {
      throw CommandFailure.failed(
          "the server knows no guild yet; start it with --source simulator, or PUT one");
    }
    Value wanted = option("--guild", guild);
    if (wanted == null) {
      // The one that the script of 'serve' watches, whatever the order in which servers learn of
      // them.
      return Collections.min(guilds, Comparator.comparing(Named::id, Snowflake.ORDER)).id();
    }
    return Named.find(guilds, wanted.text())
        .orElseThrow(() -> wanted.isNot("a guild of the server; it has " + Named.listed(guilds)))
        .id();
  }

  private static List<Occurrence> occurrences(
      Happening happening, Scene scene, int times, List<Assignment> assignments) {
    List<Occurrence> all = new ArrayList<>();
    for (Member member : happening.cast(scene, times)) {
      Member who = scene.latest(member);
      Occurrence occurrence = new Occurrence(who, happening.events(scene, who));
      assignments.forEach(assignment -> assignment.applyTo(occurrence.main()));
      all.add(occurrence);
    }
    return all;
  }

  private static String told(Happening happening, Scene scene, List<Occurrence> all) {
    List<String> names = all.stream().map(one -> one.who().username()).distinct().toList();
    String done =
        Plain.names(names)
            + " "
            + happening.told(scene, all)
            + (all.size() > 1 ? ", " + all.size() + " times." : ".");
    String seen = seen(happening, all);
    boolean fits = done.length() + 1 + seen.length() <= Spywatcher.COLUMNS;
    return Plain.wrapped(done, Spywatcher.COLUMNS) + (fits ? " " : "\n") + seen;
  }

  private static String seen(Happening happening, List<Occurrence> all) {
    String seen = happening.seen(all);
    if (seen.equals("analytics:update")) {
      return "Analytics subscribers get analytics:update at once, or when the interval is over.";
    }
    if (seen.isEmpty()) {
      return happening == Happening.LEAVE
          ? "Clients get no event; who left can view the guild no more."
          : "Clients get no event of a bot.";
    }
    return "Guild subscribers now get " + seen + ".";
  }

  private static String asJson(
      Happening happening, Scene scene, List<Occurrence> all, int accepted) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    report.put("event", happening.word()).put("guildId", scene.guildId());
    report.put("accepted", accepted);
    String seen = happening.seen(all);
    report.set("clientsReceive", Scene.array(seen.isEmpty() ? List.of() : List.of(seen)));
    ArrayNode events = report.putArray("events");
    all.forEach(one -> events.addAll(one.events()));
    return report.toString();
  }

  private static @Nullable Value option(String name, @Nullable String text) {
    return text == null ? null : Value.ofOption(name, text);
  }
}
