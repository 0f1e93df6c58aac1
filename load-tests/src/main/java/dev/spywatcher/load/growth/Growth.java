package dev.spywatcher.load.growth;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.machine.Machine;
import dev.spywatcher.load.service.RedisProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: measures what each server and Redis take for each event, as a service grows. */
@Command(
    name = "growth",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Measures the CPU time of each server and of Redis for each event, in services of 1, 2 and"
            + " 4 servers. Ends with 0 where every event was delivered exactly once and the bus"
            + " keeps its bound, 1 otherwise, 2 where the run could not be done.")
public final class Growth implements Callable<Integer> {

  /** Events a second that a service is warmed up with; as many of them as it takes. */
  private static final int WARM_UP_RATE = 3_000;

  /** With each load. */
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  @Option(
      names = "--servers",
      split = ",",
      defaultValue = "1,2,4",
      paramLabel = "COUNT",
      description = "How many servers share a Redis, several by commas. Default: ${DEFAULT-VALUE}")
  private List<Integer> servers = new ArrayList<>();

  @Option(
      names = "--few",
      defaultValue = "4",
      paramLabel = "COUNT",
      description = "Clients at each server in the smaller load. Default: ${DEFAULT-VALUE}")
  private int few;

  @Option(
      names = "--many",
      defaultValue = "12",
      paramLabel = "COUNT",
      description = "Clients at each server in the larger load. Default: ${DEFAULT-VALUE}")
  private int many;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      paramLabel = "EVENTS",
      description = "Events a second. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      paramLabel = "COUNT",
      description = "How long each load is measured. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      paramLabel = "COUNT",
      description = "Rounds, of which medians are told. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      description = "The packaged server; unless given, the one of this source tree.")
  private @Nullable Path serverJar;

  @Option(
      names = "--redis-server",
      paramLabel = "FILE",
      description =
          "The program redis-server; unless given, the one installed, or else an embedded one.")
  private @Nullable Path redisServer;

  @Override
  public Integer call() throws InterruptedException {
    if (few < 1 || many <= few || rate < 1 || seconds < 1 || rounds < 1) {
      System.err.println(
          "growth: --few, --rate, --seconds and --rounds must be positive, --many more than --few");
      return 2;
    }
    try (Loops loops = new Loops()) {
      Path redis = redisServer == null ? RedisProgram.find() : redisServer;
      System.out.println("machine: " + Machine.here());
      System.out.println("Redis: " + redis);
      System.out.printf(Locale.ROOT, "load average before: %.2f%n", Machine.load());
      Samples samples = new Samples(few, many);
      measure(redis, loops, samples);
      System.out.printf(Locale.ROOT, "load average after: %.2f%n%n", Machine.load());
      samples.table().forEach(System.out::println);
      System.out.println();
      samples.conclusions().forEach(System.out::println);
      return verdict(samples) ? 0 : 1;
    } catch (IOException | MeasurementException e) {
      System.err.println("growth: " + e.getMessage());
      return 2;
    }
  }

  private List<Form> forms() {
    List<Form> forms = new ArrayList<>(List.of(new Form(1, false)));
    servers.forEach(count -> forms.add(new Form(count, true)));
    return forms;
  }

  /**
   * All services run from the beginning, and are measured in turn: what disturbs the machine for a
   * while then does not become a difference between them.
   */
  private void measure(Path redis, Loops loops, Samples samples)
      throws MeasurementException, IOException, InterruptedException {
    Path jar = serverJar == null ? Launches.packagedServer() : serverJar;
    List<Probe> probes = new ArrayList<>();
    try {
      for (Form form : forms()) {
        Probe probe = Probe.start(form, jar, redis, loops);
        probes.add(probe);
        warmUp(probe);
        System.out.println("warm: " + form);
      }
      for (int round = 1; round <= rounds; round++) {
        for (Probe probe : probes) {
          measure(probe, samples);
          System.out.println("round " + round + " of " + rounds + ": " + probe.form());
        }
      }
    } finally {
      probes.forEach(Probe::close);
    }
  }

  /** A JVM that has not compiled yet takes several times as much. */
  private void warmUp(Probe probe) throws MeasurementException, IOException, InterruptedException {
    Duration none = Duration.ZERO;
    probe.measure(many, Way.DIRECT, WARM_UP_RATE, none, WARM_UP);
    probe.measure(few, Way.DIRECT, rate, none, WARM_UP);
    if (probe.form().servers() > 1) {
      probe.measure(few, Way.FORWARDED, rate, none, WARM_UP);
    }
    if (probe.form().redis()) {
      probe.cutOff();
      probe.measure(many, Way.CUT_OFF, rate, none, WARM_UP);
      bringBack(probe);
    }
  }

  private void bringBack(Probe probe)
      throws MeasurementException, IOException, InterruptedException {
    if (probe.bringBack()) {
      System.out.println("another server ingests now, and is warmed up: " + probe.form());
      probe.measure(many, Way.DIRECT, WARM_UP_RATE, Duration.ZERO, WARM_UP);
      probe.measure(few, Way.DIRECT, rate, Duration.ZERO, WARM_UP);
    }
  }

  private void measure(Probe probe, Samples samples)
      throws MeasurementException, IOException, InterruptedException {
    take(probe, few, Way.DIRECT, samples);
    take(probe, many, Way.DIRECT, samples);
    if (probe.form().redis()) {
      probe.cutOff();
      take(probe, many, Way.CUT_OFF, samples);
      take(probe, few, Way.CUT_OFF, samples);
      bringBack(probe);
    }
    if (probe.form().servers() > 1) {
      take(probe, few, Way.FORWARDED, samples);
    }
  }

  private void take(Probe probe, int clients, Way way, Samples samples)
      throws MeasurementException, InterruptedException {
    Duration measured = Duration.ofSeconds(seconds);
    samples.add(probe.measure(clients, way, rate, measured.dividedBy(2), measured));
  }

  private boolean verdict(Samples samples) {
    boolean good = true;
    for (Form form : forms()) {
      if (form.servers() > 1) {
        double cost = samples.publishing(form);
        boolean kept = cost <= Samples.MOST_OF_BUS;
        System.out.printf(
            Locale.ROOT,
            "%s: bus %.1f µs of the server that ingests, at most %.0f: %s%n",
            form,
            cost,
            Samples.MOST_OF_BUS,
            kept ? "pass" : "FAIL");
        good &= kept;
      }
    }
    return good;
  }
}
