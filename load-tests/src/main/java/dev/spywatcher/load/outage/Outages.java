package dev.spywatcher.load.outage;

import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.service.RedisProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command: breaks a service of the packaged server, and accounts for every delivery. */
@Command(
    name = "outage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description =
        "Starts a service of several servers and a Redis, breaks a part of it, and accounts for"
            + " every delivery. Ends with 0 where nothing was lost beyond what the outage may cost,"
            + " nothing doubled, out of order or leaked; 1 otherwise; 2 where it could not be done.")
public final class Outages implements Callable<Integer> {

  @Parameters(
      paramLabel = "NAME",
      description = "Outages; all unless given: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> names = new ArrayList<>();

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

  /** The names of all outages. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    Names() {
      super(Arrays.stream(Outage.values()).map(Outage::key).toList());
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Path jar = serverJar == null ? Launches.packagedServer() : serverJar;
      Path redis = redisServer == null ? RedisProgram.find() : redisServer;
      boolean good = true;
      for (Outage outage : chosen()) {
        if (outage.needsSkew() && !Skew.possible()) {
          System.out.println("== " + outage.key() + ": skipped, libfaketime is not installed");
          continue;
        }
        Outage.Outcome outcome = outage.run(jar, redis);
        outcome.lines().forEach(System.out::println);
        good &= outcome.findings().faults().isEmpty();
      }
      return good ? 0 : 1;
    } catch (IllegalArgumentException | IOException | MeasurementException e) {
      System.err.println("outage: " + e.getMessage());
      return 2;
    }
  }

  private List<Outage> chosen() {
    return names.isEmpty() ? List.of(Outage.values()) : names.stream().map(Outages::named).toList();
  }

  private static Outage named(String name) {
    return Arrays.stream(Outage.values())
        .filter(outage -> outage.key().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + " is no outage; there are "
                        + Arrays.stream(Outage.values())
                            .map(Outage::key)
                            .collect(Collectors.joining(", "))));
  }
}
