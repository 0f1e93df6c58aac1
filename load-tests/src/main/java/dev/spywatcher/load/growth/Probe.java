package dev.spywatcher.load.growth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.contender.ControlApi;
import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.Crowd;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.crowd.Spectators;
import dev.spywatcher.load.feed.Feed;
import dev.spywatcher.load.feed.Guild;
import dev.spywatcher.load.feed.Pace;
import dev.spywatcher.load.machine.CpuTime;
import dev.spywatcher.load.service.RedisProcess;
import dev.spywatcher.load.service.Servers;
import dev.spywatcher.load.simulation.Service;
import dev.spywatcher.load.source.Control;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A running service of one form that is measured. One thread may drive it. */
final class Probe implements AutoCloseable {

  private static final Guild GUILD = new Guild("600000000000000001");
  private static final Duration CONNECTED = Duration.ofSeconds(60);
  private static final Duration HELD = Duration.ofSeconds(15);
  private static final Duration ARRIVED = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final int AT_ONCE = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Form form;
  private final Loops loops;
  private final @Nullable RedisProcess redis;
  private final Servers servers;
  private final Set<Integer> holders = new HashSet<>();
  private int holder;

  private Probe(Form form, Path jar, Path redisProgram, Loops loops)
      throws MeasurementException, IOException, InterruptedException {
    this.form = form;
    this.loops = loops;
    try {
      Scratch scratch = opened(new Scratch());
      List<String> options = new ArrayList<>(List.of("--profile", "load"));
      redis = form.redis() ? opened(RedisProcess.start(redisProgram, scratch.directory())) : null;
      if (redis != null) {
        options.addAll(List.of("--redis", redis.url().toString()));
      }
      List<String> jvmOptions = new ArrayList<>(Launches.JVM_OPTIONS);
      jvmOptions.add("-XX:-UseDynamicNumberOfCompilerThreads");
      Launch launch = Launches.ours(jar, Service.DEVELOPMENT_SECRET, jvmOptions, options, scratch);
      servers = opened(Servers.start(Collections.nCopies(form.servers(), launch)));
      holder = redis == null ? 0 : awaitHolder();
      holders.add(holder);
      ControlApi.define(servers.get(holder), GUILD);
    } catch (MeasurementException | IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  static Probe start(Form form, Path jar, Path redisProgram, Loops loops)
      throws MeasurementException, IOException, InterruptedException {
    return new Probe(form, jar, redisProgram, loops);
  }

  Form form() {
    return form;
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private int awaitHolder() throws MeasurementException, IOException, InterruptedException {
    long end = System.nanoTime() + HELD.toNanos();
    while (System.nanoTime() < end) {
      boolean together = true;
      int found = -1;
      for (int server = 0; server < form.servers(); server++) {
        JsonNode health = health(server);
        together &= health.at("/redis/state").asText().equals("up");
        found = health.at("/shards/held").isEmpty() ? found : server;
      }
      if (together && found >= 0) {
        return found;
      }
      Waiting.during(LOOK);
    }
    throw new MeasurementException("no server ingests the guild after " + HELD.toSeconds() + " s");
  }

  private JsonNode health(int server) throws IOException {
    return JSON.readTree(
        new Control(servers.get(server).control(), null).call("GET", "/health", ""));
  }

  /** Stops Redis; returns once every server goes on alone. */
  void cutOff() throws MeasurementException, IOException, InterruptedException {
    Objects.requireNonNull(redis).freeze();
    long end = System.nanoTime() + HELD.toNanos();
    for (int server = 0; server < form.servers(); server++) {
      while (!health(server).at("/redis/state").asText().equals("away")) {
        if (System.nanoTime() > end) {
          throw new MeasurementException("a server has not noticed that Redis is stopped");
        }
        Waiting.during(LOOK);
      }
    }
  }

  /**
   * Lets Redis go on; returns once the servers are one service again.
   *
   * @return whether a server ingests now that never did before
   */
  boolean bringBack() throws MeasurementException, IOException, InterruptedException {
    Objects.requireNonNull(redis).thaw();
    holder = awaitHolder();
    return holders.add(holder);
  }

  /**
   * Puts a load on it.
   *
   * @param clients at each server that events come to
   * @param way how they come
   * @param warmUp what is not measured, before
   */
  Sample measure(int clients, Way way, double perSecond, Duration warmUp, Duration measured)
      throws MeasurementException, InterruptedException {
    List<Crowd> crowds = new ArrayList<>();
    int last = (holder + form.servers() - 1) % form.servers();
    try {
      for (int server = 0; server < form.servers(); server++) {
        if (way == Way.CUT_OFF && server != holder) {
          continue;
        }
        Crowd crowd =
            new Crowd(
                loops,
                servers.get(server).url(),
                GUILD.id(),
                Service.DEVELOPMENT_SECRET,
                (server * clients) % (Spectators.COUNT - clients),
                clients);
        crowds.add(crowd);
        crowd.connect(AT_ONCE, CONNECTED);
      }
      try (Feed feed =
          Feed.open(loops, servers.get(way == Way.FORWARDED ? last : holder).control(), GUILD)) {
        Sample sample = measure(feed, crowds, way, perSecond, warmUp, measured);
        checkExactlyOnce(feed, crowds);
        return sample;
      }
    } finally {
      crowds.forEach(Crowd::close);
    }
  }

  private Sample measure(
      Feed feed, List<Crowd> crowds, Way way, double perSecond, Duration warmUp, Duration measured)
      throws MeasurementException, InterruptedException {
    Pace pace = new Pace(feed);
    pace.begin(perSecond);
    Waiting.during(warmUp);
    Duration[] before = cpuTimes();
    long postedBefore = feed.posted();
    long begin = System.nanoTime();
    Waiting.during(measured);
    Duration[] after = cpuTimes();
    double posted = feed.posted() - postedBefore;
    double seconds = (System.nanoTime() - begin) / 1e9;
    pace.end();
    double others = 0;
    for (int server = 0; server < form.servers(); server++) {
      if (server != holder) {
        others += micros(before, after, server);
      }
    }
    return new Sample(
        form,
        crowds.get(0).size(),
        way,
        micros(before, after, holder) / posted,
        form.servers() == 1 ? Double.NaN : others / (form.servers() - 1) / posted,
        redis == null ? Double.NaN : micros(before, after, form.servers()) / posted,
        posted / seconds);
  }

  private static double micros(Duration[] before, Duration[] after, int index) {
    return after[index].minus(before[index]).toNanos() / 1e3;
  }

  /** Of each server but for its compilers, and then of Redis, if there is one. */
  private Duration[] cpuTimes() throws MeasurementException {
    Duration[] times = new Duration[form.servers() + 1];
    for (int server = 0; server < form.servers(); server++) {
      ServerProcess process = servers.get(server);
      times[server] = process.cpuTime().minus(CpuTime.ofCompilers(process.pid()));
    }
    times[form.servers()] = redis == null ? Duration.ZERO : redis.cpuTime();
    return times;
  }

  private static void checkExactlyOnce(Feed feed, List<Crowd> crowds)
      throws MeasurementException, InterruptedException {
    feed.check();
    Waiting.until(
        () ->
            crowds.stream()
                .allMatch(crowd -> crowd.receivedSoFar() >= feed.posted() * crowd.size()),
        ARRIVED,
        LOOK);
    // What comes too often comes now.
    Waiting.during(Duration.ofMillis(200));
    for (Crowd crowd : crowds) {
      String fault = crowd.tally().fault(feed.posted() * crowd.size());
      if (!fault.isEmpty()) {
        throw new MeasurementException(fault);
      }
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("not closed: " + e);
      }
    }
  }
}
