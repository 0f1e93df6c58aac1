package dev.spywatcher.cli;

import dev.spywatcher.bus.EmbeddedRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Runs a service of several servers on this machine until it is told to end. */
final class ClusterCommand implements Callable<Integer> {

  private static final String SERVERS = "--servers";
  private static final String JSON = "--json";
  private static final int MOST_SERVERS = 32;

  /** A Ctrl-C reaches the servers too; then it is not worth a word that they end. */
  private static final Duration BEFORE_A_WORD = Duration.ofMillis(500);

  /** What each server is told by itself. */
  private static final Set<ServeOption> OWN =
      Set.of(ServeOption.PORT, ServeOption.CONTROL_PORT, ServeOption.REDIS, ServeOption.SHARDS);

  private static final Set<ServeOption> SECRET =
      Set.of(ServeOption.JWT_SECRET, ServeOption.CONTROL_TOKEN, ServeOption.DISCORD_TOKEN);

  private final Shell shell;
  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private ClusterCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandSpec spec(Shell shell) {
    CommandSpec spec = new ClusterCommand(shell).spec.name("cluster");
    spec.addOption(
        OptionSpec.builder(SERVERS)
            .paramLabel("NUMBER")
            .arity("1")
            .type(String.class)
            .description("Servers to run, each a process of its own. Default: 3")
            .build());
    spec.addOption(
        OptionSpec.builder(JSON)
            .type(boolean.class)
            .arity("0")
            .description("Print the servers as JSON, for another program to read.")
            .build());
    ServeCommand.options(spec);
    spec.usageMessage()
        .description(
            "Runs one service of several servers on this machine, each a 'serve' of its own, with a"
                + " Redis that comes with it. Ports are counted up from --port and --control-port;"
                + " --shards is here the number of servers unless given, and a --redis of your own is"
                + " used in place of the one that comes with it.")
        .customSynopsis("spywatcher cluster [--servers NUMBER] [OPTION of serve...]");
    return spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    ParseResult parsed = spec.commandLine().getParseResult();
    int servers =
        (int)
            Value.ofOption(SERVERS, parsed.matchedOptionValue(SERVERS, "3"))
                .wholeNumber(1, MOST_SERVERS);
    boolean json = parsed.hasMatchedOption(JSON);
    ServeSettings settings = ServeCommand.settings(parsed, shell.environment());
    ClusterPorts ports = ClusterPorts.of(settings.server(), servers);

    try (Cluster cluster = new Cluster()) {
      shell.atExit().accept(new Thread(cluster::close, "cluster-end"));
      String redis = redis(settings, cluster, json);
      List<String> common = common(parsed, settings, servers, redis);
      String shown = shown(parsed, servers, redis);
      progress(json, "Starting " + servers + " servers …");
      List<ClusterScreen.Row> rows = new ArrayList<>();
      for (int i = 0; i < servers; i++) {
        List<String> options = new ArrayList<>(common);
        options.add("--port=" + ports.port(i));
        options.add("--control-port=" + ports.controlPort(i));
        ClusterServer server = ClusterServer.start(i + 1, options, logOf(cluster, i + 1));
        cluster.add(server);
        rows.add(row(server, shown, settings.given().containsKey(ServeOption.CONTROL_TOKEN)));
        progress(json, "Server " + server.number() + " is ready.");
      }
      progress(json, "");
      shell.out().println(json ? ClusterScreen.json(rows, redis) : ClusterScreen.text(rows, redis));
      shell.out().flush();
      watch(cluster, rows);
      ended(cluster);
      if (!cluster.isEnding()) {
        throw CommandFailure.failed("no server is left; start again");
      }
      return 0;
    }
  }

  private static void ended(Cluster cluster) throws InterruptedException {
    try {
      cluster.ended().get();
      // So that what there is to say of the last one comes first.
      new CompletableFuture<Void>()
          .completeOnTimeout(null, 2 * BEFORE_A_WORD.toMillis(), TimeUnit.MILLISECONDS)
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the servers are to find Redis: the user's own, or one that is started for them. */
  private String redis(ServeSettings settings, Cluster cluster, boolean json) {
    Value given = settings.given().get(ServeOption.REDIS);
    if (given != null && !given.text().equals("embedded")) {
      return String.valueOf(settings.server().redis());
    }
    progress(json, "Starting Redis …");
    try {
      EmbeddedRedis started = EmbeddedRedis.start();
      cluster.redis(started);
      return "redis://127.0.0.1:" + started.port();
    } catch (IOException e) {
      throw CommandFailure.failed(String.valueOf(e.getMessage()));
    }
  }

  private void progress(boolean json, String text) {
    if (!json) {
      shell.out().println(text);
      shell.out().flush();
    }
  }

  /** The options that all servers have: the user's, and where Redis is. */
  private static List<String> common(
      ParseResult parsed, ServeSettings settings, int servers, String redis) {
    List<String> options = new ArrayList<>();
    for (ServeOption option : ServeOption.values()) {
      OptionSpec matched = parsed.matchedOption(option.option());
      if (matched != null && !OWN.contains(option)) {
        matched.stringValues().forEach(text -> options.add(option.option() + "=" + text));
      }
    }
    if (parsed.hasMatchedOption(ServeCommand.CONFIG)) {
      options.add(ServeCommand.CONFIG + "=" + parsed.matchedOptionValue(ServeCommand.CONFIG, ""));
    }
    Value given = settings.given().get(ServeOption.REDIS);
    if (given == null || given.text().equals("embedded")) {
      options.add(ServeOption.REDIS.option() + "=" + redis);
    } else if (given.origin().kind() == Origin.Kind.COMMAND_LINE) {
      options.add(ServeOption.REDIS.option() + "=" + given.text());
    }
    Value shards = settings.given().get(ServeOption.SHARDS);
    options.add(
        ServeOption.SHARDS.option() + "=" + (shards == null ? "" + servers : shards.text()));
    return options;
  }

  /** The same, to be read by a person: without secrets. */
  private static String shown(ParseResult parsed, int servers, String redis) {
    StringBuilder text = new StringBuilder();
    for (ServeOption option : ServeOption.values()) {
      OptionSpec matched = parsed.matchedOption(option.option());
      if (matched != null && !OWN.contains(option)) {
        for (String value : matched.stringValues()) {
          text.append(' ').append(option.option()).append(' ');
          text.append(SECRET.contains(option) ? option.valueLabel() : value);
        }
      }
    }
    return " --redis " + redis + " --shards " + shards(parsed, servers) + text;
  }

  private static String shards(ParseResult parsed, int servers) {
    return parsed.matchedOptionValue(ServeOption.SHARDS.option(), "" + servers);
  }

  private Consumer<String> logOf(Cluster cluster, int number) {
    return line -> {
      if (!cluster.isEnding()) {
        shell.err().println("[" + number + "] " + line);
      }
    };
  }

  /**
   * Waits until a server serves; where it does not come to that, the command fails in its words.
   * One starts after the other: a small machine would take as long for all at once.
   */
  private static ClusterScreen.Row row(ClusterServer server, String common, boolean controlToken)
      throws InterruptedException {
    CompletableFuture<Object> first =
        CompletableFuture.anyOf(
            server.ready(),
            server
                .ended()
                .thenApplyAsync(
                    status -> status,
                    CompletableFuture.delayedExecutor(
                        BEFORE_A_WORD.toMillis(), TimeUnit.MILLISECONDS)));
    try {
      if (first.get() instanceof ClusterServer.Ready ready) {
        String again =
            "--port %d --control-port %d%s"
                .formatted(ready.url().getPort(), ready.controlUrl().getPort(), common);
        return new ClusterScreen.Row(server.number(), ready, server.pid(), again, controlToken);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    throw CommandFailure.failed(server.complaint() + " (server " + server.number() + ")");
  }

  private void watch(Cluster cluster, List<ClusterScreen.Row> rows) {
    for (ClusterServer server : cluster.servers()) {
      server
          .ended()
          .thenAcceptAsync(
              status -> {
                if (!cluster.isEnding()) {
                  shell.err().println(word(cluster, rows, server, status));
                }
              },
              CompletableFuture.delayedExecutor(BEFORE_A_WORD.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private static String word(
      Cluster cluster, List<ClusterScreen.Row> rows, ClusterServer server, int status) {
    List<ClusterScreen.Row> left = new ArrayList<>();
    for (ClusterServer each : cluster.servers()) {
      if (!each.ended().isDone()) {
        left.add(rows.get(each.number() - 1));
      }
    }
    return ClusterScreen.ended(rows.get(server.number() - 1), status, left);
  }
}
