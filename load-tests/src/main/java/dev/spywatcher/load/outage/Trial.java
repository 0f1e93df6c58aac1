package dev.spywatcher.load.outage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.load.await.Waiting;
import dev.spywatcher.load.contender.Launch;
import dev.spywatcher.load.contender.Launches;
import dev.spywatcher.load.contender.Scratch;
import dev.spywatcher.load.contender.ServerProcess;
import dev.spywatcher.load.crowd.Loops;
import dev.spywatcher.load.crowd.MeasurementException;
import dev.spywatcher.load.crowd.Token;
import dev.spywatcher.load.service.RedisProcess;
import dev.spywatcher.load.service.Servers;
import dev.spywatcher.load.service.TcpProxy;
import dev.spywatcher.load.simulation.Service;
import dev.spywatcher.load.source.Control;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * A running service with clients at every server, events of two kinds, and the ways to break it.
 * Half of the guilds come from a recording that every server replays, half are injected at each
 * server in turn. One thread drives it.
 */
final class Trial implements AutoCloseable {

  private static final Duration SUBSCRIBED = Duration.ofSeconds(60);
  private static final Duration ARRIVED = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final int CLIENTS_AT_EACH = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Object STARTING = new Object();

  /** Addresses of this machine that no trial of this process has used. */
  private static final AtomicInteger NEXT_ADDRESS = new AtomicInteger(1);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Plan plan;
  private final RedisProcess redis;
  private final List<TcpProxy> proxies = new ArrayList<>();
  private final Servers servers;
  private final Recording recording;
  private final Injector injector;
  private final List<Watcher> watchers = new ArrayList<>();
  private final List<Allowance> allowances = new ArrayList<>();

  private Trial(Plan plan, Path jar, Path redisProgram)
      throws MeasurementException, IOException, InterruptedException {
    this.plan = plan;
    try {
      Scratch scratch = opened(new Scratch());
      redis = opened(RedisProcess.start(redisProgram, scratch.directory()));
      List<String> viewers =
          IntStream.range(0, plan.servers() * CLIENTS_AT_EACH).mapToObj(Trial::viewer).toList();
      int events = (int) Plan.RECORDED.dividedBy(Plan.REPLAYED);
      List<NumberedGuild> guilds =
          IntStream.range(0, 2 * Plan.GUILDS)
              .mapToObj(index -> new NumberedGuild(index, events))
              .toList();
      recording = new Recording(guilds.subList(0, Plan.GUILDS), Plan.REPLAYED);
      Path file = scratch.directory().resolve("recording.jsonl");
      recording.write(file, viewers);
      servers = opened(Servers.start(launches(jar, file, scratch)));
      injector =
          opened(new Injector(servers.controls(), guilds.subList(Plan.GUILDS, 2 * Plan.GUILDS)));
      injector.define(0, viewers);
      Loops loops = opened(new Loops());
      watch(loops, guilds);
    } catch (MeasurementException | IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts the service, and returns once all clients have subscribed and events flow. Trials of one
   * process start one after the other: JVMs that all start at once keep each other from it.
   */
  static Trial begin(Plan plan, Path jar, Path redisProgram)
      throws MeasurementException, IOException, InterruptedException {
    synchronized (STARTING) {
      Trial trial = new Trial(plan, jar, redisProgram);
      try {
        trial.subscribeAll();
        return trial;
      } catch (MeasurementException | InterruptedException | RuntimeException e) {
        trial.close();
        throw e;
      }
    }
  }

  private void subscribeAll() throws MeasurementException, InterruptedException {
    injector.start(Plan.INJECTED);
    watchers.forEach(Watcher::start);
    if (!Waiting.until(() -> watchers.stream().allMatch(Watcher::settled), SUBSCRIBED, LOOK)) {
      throw new MeasurementException(
          "not all clients had subscribed within %d s: %s"
              .formatted(
                  SUBSCRIBED.toSeconds(),
                  watchers.stream().flatMap(w -> w.leave().refusals().stream()).toList()));
    }
  }

  private static String viewer(int client) {
    return "5%017d".formatted(client);
  }

  private List<Launch> launches(Path jar, Path file, Scratch scratch) throws MeasurementException {
    List<Launch> launches = new ArrayList<>();
    for (int server = 0; server < plan.servers(); server++) {
      InetSocketAddress way = redis.address();
      if (plan.proxied()) {
        TcpProxy proxy = opened(new TcpProxy(redis.address()));
        proxies.add(proxy);
        way = proxy.address();
      }
      List<String> options = new ArrayList<>(plan.options());
      options.addAll(List.of("--source", "replay", "--replay", file.toString()));
      options.addAll(List.of("--redis", "redis://127.0.0.1:" + way.getPort()));
      Launch launch =
          Launches.ours(jar, Service.DEVELOPMENT_SECRET, Launches.JVM_OPTIONS, options, scratch);
      boolean last = server == plan.servers() - 1;
      launches.add(
          last && plan.skewSeconds() != 0 ? Skew.ahead(launch, plan.skewSeconds()) : launch);
    }
    return launches;
  }

  /** At each server one client for all guilds, and one each for the even and the odd ones. */
  private void watch(Loops loops, List<NumberedGuild> guilds) {
    for (int client = 0; client < plan.servers() * CLIENTS_AT_EACH; client++) {
      int share = client % CLIENTS_AT_EACH;
      Map<String, Integer> of = new HashMap<>();
      for (NumberedGuild guild : guilds) {
        if (share == 0 || guild.index() % 2 == share % 2) {
          of.put(guild.id(), guild.index());
        }
      }
      int address = NEXT_ADDRESS.getAndIncrement();
      watchers.add(
          new Watcher(
              "client " + client,
              loops.all().get(client % loops.all().size()),
              servers.urls(),
              client / CLIENTS_AT_EACH,
              of,
              Token.of(viewer(client), Service.DEVELOPMENT_SECRET),
              new InetSocketAddress("127.16.%d.%d".formatted(address >> 8, address & 0xFF), 0)));
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  /** Lets events flow. */
  void flow(Duration time) throws InterruptedException {
    Waiting.during(time);
  }

  ServerProcess server(int index) {
    return servers.get(index);
  }

  RedisProcess redis() {
    return redis;
  }

  TcpProxy way(int server) {
    return proxies.get(server);
  }

  Injector injector() {
    return injector;
  }

  /** How many shards a server says that it ingests. */
  int shardsHeld(int server) throws IOException {
    JsonNode held =
        JSON.readTree(new Control(servers.get(server).control(), null).call("GET", "/health", ""))
            .path("shards")
            .path("held");
    if (!held.isArray()) {
      throw new IOException("/health: has no shards.held");
    }
    return held.size();
  }

  /** A server that ingests something, or one that ingests nothing. */
  int serverThat(boolean holds) throws MeasurementException, IOException {
    for (int server = 0; server < plan.servers(); server++) {
      if (servers.get(server).alive() && shardsHeld(server) > 0 == holds) {
        return server;
      }
    }
    throw new MeasurementException(
        "no server " + (holds ? "ingests anything" : "is without a shard"));
  }

  /** Something may be lost from a moment on, and what was on its way then. */
  void allow(String reason, long from, Duration time, BiPredicate<Sent, Visit> whose) {
    allowances.add(new Allowance(reason, from, from + time.toMillis(), whose));
  }

  /** Ends the events, lets the last arrive, and judges. */
  Findings judge() throws InterruptedException {
    long end = System.currentTimeMillis();
    injector.finish();
    Waiting.during(Duration.ofSeconds(1));
    Waiting.until(this::allArrived, ARRIVED, LOOK);
    Waiting.during(Duration.ofSeconds(1));
    List<Statement> statements = watchers.stream().map(Watcher::leave).toList();
    List<Sent> sent = new ArrayList<>(recording.played(statements));
    sent.addAll(injector.sent());
    return new Judge(sent, allowances, Plan.INTERVAL, end).judge(statements);
  }

  /** Whether everybody has the last event that was injected in each guild. */
  private boolean allArrived() {
    Map<Integer, Long> last = new HashMap<>();
    for (Sent event : injector.sent()) {
      if (event.outcome() == Sent.Outcome.ACCEPTED) {
        last.merge(event.guild(), event.number(), Math::max);
      }
    }
    return last.entrySet().stream()
        .allMatch(
            guild ->
                watchers.stream()
                    .allMatch(
                        watcher ->
                            !watcher.subscribedTo(guild.getKey())
                                || watcher.latest(guild.getKey()) >= guild.getValue()));
  }

  /** The last lines that each server printed, for messages. */
  List<String> lastOutput() {
    return servers.all().stream().map(ServerProcess::lastOutput).toList();
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
