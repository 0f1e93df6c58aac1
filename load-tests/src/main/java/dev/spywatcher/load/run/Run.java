package dev.spywatcher.load.run;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.Machine;
import dev.spywatcher.load.simulation.Cluster;
import dev.spywatcher.load.simulation.LoadSimulation;
import dev.spywatcher.load.simulation.Restart;
import dev.spywatcher.load.simulation.Service;
import dev.spywatcher.load.simulation.Settings;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one simulation, against a given server or one of its own. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Runs a simulation against the server at -Dtarget, or without one against a packaged"
            + " server of its own (Cluster: two that share a Redis). Ends with 0 where everything held, 1 where something did not,"
            + " 2 where the run could not be done.",
    footer = {
      "",
      "A setting that a simulation does not have is refused, with the names of those that it has."
    })
public final class Run implements Callable<Integer> {

  private static final int FELL_SHORT = 1;
  private static final int COULD_NOT = 2;

  @Parameters(
      paramLabel = "SIMULATION",
      description =
          "Throttle, FanOut, ReconnectStorm, ConnectionLimits, EmitFlood, Soak or Cluster.")
  private String simulation = "";

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      description =
          "A setting: target, control, control-token and secret of the server, size (usual or ci),"
              + " and those of the simulation, such as -Dsubscribers=500.")
  private Map<String, String> settings = new HashMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where reports go; load-report/SIMULATION unless given.")
  private @Nullable Path out;

  @Option(
      names = "--fault",
      paramLabel = "NAME[=JSON]",
      description =
          "Makes the server of its own misbehave, to see the simulation fail; repeatable.")
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description =
          "For Cluster: the Redis that the servers of its own share; one of its own unless given.")
  private @Nullable String redis;

  @Option(names = "--no-page", description = "Leaves out Gatling's own page.")
  private boolean noPage;

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      description = "The packaged server; unless given, the one of this source tree.")
  private @Nullable Path serverJar;

  @Option(
      names = "--serve-option",
      paramLabel = "OPTION",
      description = "Option of 'serve' for the server of its own; repeatable.")
  private List<String> serveOptions = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException, MeasurementException {
    settings.forEach(Run::set);
    Settings.given(settings.keySet());
    Scenario scenario = Scenario.named(simulation);
    Path directory = out == null ? Path.of("load-report", scenario.type().getSimpleName()) : out;
    boolean own = Settings.text("target", "").isEmpty();
    if (redis != null && !(own && scenario == Scenario.CLUSTER)) {
      throw new IllegalArgumentException(
          "--redis: is for the servers that Cluster starts for itself");
    }
    if (!own && !(faults.isEmpty() && serveOptions.isEmpty())) {
      throw new IllegalArgumentException(
          "--fault and --serve-option: are for a server of its own, and -Dtarget is given");
    }
    if (own != Settings.text("control", "").isEmpty()) {
      throw new IllegalArgumentException(
          own
              ? "control: is given without target; give -Dtarget=URL, where clients connect, too"
              : "control: is not given; give -Dcontrol=URL, the control API of -Dtarget, too");
    }
    if (!own) {
      if (scenario == Scenario.CLUSTER) {
        Cluster.requireSeveral(Service.here());
      }
      Reach.check(Service.here(), scenario.limits());
    }
    make(directory);
    System.setProperty("out", directory.toString());
    if (own && scenario == Scenario.CLUSTER) {
      return againstOwnService(scenario, directory);
    }
    return own ? againstOwnServer(scenario, directory) : gatling(scenario, directory);
  }

  private static void set(String name, String value) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "-D: =" + value + " names no setting, as -Dsubscribers=500 does");
    }
    System.setProperty(name, value);
  }

  private static void make(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--out: " + directory + " is no directory, and cannot be made one", e);
    }
  }

  private int againstOwnServer(Scenario scenario, Path directory)
      throws IOException, MeasurementException {
    String secret = Settings.text("secret", Service.DEVELOPMENT_SECRET);
    List<String> options = new ArrayList<>(scenario.serveOptions());
    options.addAll(serveOptions);
    try (Scratch scratch = new Scratch();
        OwnServer server =
            OwnServer.start(
                serverJar == null ? Launches.packagedServer() : serverJar,
                secret,
                Launches.JVM_OPTIONS,
                options,
                faults,
                scratch)) {
      System.setProperty("target", server.url().toString());
      System.setProperty("control", server.control().toString());
      System.setProperty("pid", Long.toString(server.pid()));
      Restart.provide(server);
      return gatling(scenario, directory);
    } finally {
      Restart.provide(null);
    }
  }

  private int againstOwnService(Scenario scenario, Path directory)
      throws IOException, MeasurementException, InterruptedException {
    List<String> options = new ArrayList<>(scenario.serveOptions());
    options.addAll(serveOptions);
    try (Scratch scratch = new Scratch();
        OwnService servers =
            OwnService.start(
                Settings.number("servers", 2, 2),
                redis,
                serverJar == null ? Launches.packagedServer() : serverJar,
                Settings.text("secret", Service.DEVELOPMENT_SECRET),
                options,
                scratch)) {
      System.setProperty("target", servers.urls());
      System.setProperty("control", servers.controls());
      OwnServer.misbehave(servers.control(), faults);
      return gatling(scenario, directory);
    }
  }

  private int gatling(Scenario scenario, Path directory) {
    MemoryPreferences.install();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--simulation",
                scenario.type().getName(),
                "--results-folder",
                directory.toString()));
    if (noPage) {
      arguments.add("--no-reports");
    }
    System.out.println("machine: " + Machine.here());
    System.out.printf(Locale.ROOT, "load average before: %.2f%n", Machine.load());
    try {
      int status = Gatling$.MODULE$.fromArgs(arguments.toArray(String[]::new));
      System.out.printf(Locale.ROOT, "load average after: %.2f%n", Machine.load());
      LoadSimulation.conclusions().forEach(System.out::println);
      return status == 0 ? 0 : FELL_SHORT;
    } catch (Throwable e) {
      // Gatling passes on what a simulation's constructor throws, whatever it is.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.err.println("run: " + cause.getMessage());
      return COULD_NOT;
    }
  }
}
