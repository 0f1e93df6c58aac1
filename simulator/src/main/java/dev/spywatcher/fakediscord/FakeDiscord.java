package dev.spywatcher.fakediscord;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDefinition;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Discord of one's own: bots log in to it, are told what {@link #accept} says happened, and meet
 * the faults that are asked for. It remembers what they sent. Thread-safe.
 *
 * <p>As on Discord, an id tells when an account was created; what a definition says besides is not
 * told to anyone. Guilds are seen by all their members, and belong to the bot.
 */
public final class FakeDiscord implements AutoCloseable {

  /** A bot that lost its connection was not asked. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  private final World world;
  private final Journal journal = new Journal();
  private final InstantSource clock = InstantSource.system();
  private final Gateway gateway;
  private final Faults faults;
  private final RestServer rest;
  private @Nullable Play play;

  private FakeDiscord(FakeDiscordOptions options) {
    world = new World(clock, new Sessions());
    gateway = Gateway.start(options, world, journal, clock);
    faults = new Faults(gateway::connections);
    RestApi api = new RestApi(options, world, gateway.url());
    ControlApi control = new ControlApi(world, faults, journal, this::reset, clock);
    RestAnswers answers =
        new RestAnswers(api, control, new RateBuckets(options.requestLimit()), clock);
    try {
      rest =
          RestServer.start(
              options,
              answers,
              new FaultyRequests(faults, answers),
              new RequestLog(journal, clock),
              new AdminCallers());
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
  }

  /**
   * Starts a Discord without guilds, on 127.0.0.1.
   *
   * @throws PortTakenException where a port is not free
   * @throws IllegalArgumentException where an option does not fit; names the option of the command
   */
  public static FakeDiscord start(FakeDiscordOptions options) {
    return new FakeDiscord(options);
  }

  /** Where REST and the control API are: {@code http://127.0.0.1:port}, without a slash. */
  public URI url() {
    return URI.create(rest.url());
  }

  /** What discord.js wants as {@code rest.api}: the URL above the version. */
  public URI apiUrl() {
    return URI.create(rest.url() + "/api");
  }

  /** Where the gateway is: {@code ws://127.0.0.1:port}. */
  public URI gatewayUrl() {
    return URI.create(gateway.url());
  }

  /**
   * Announces a guild; one that is already known becomes what is given, one dispatch for each
   * difference.
   *
   * @throws IllegalArgumentException where an id is not a number of at most 19 digits
   */
  public void accept(GuildDefinition guild) {
    world.put(guild);
  }

  /**
   * Lets something happen.
   *
   * @throws IllegalArgumentException where it cannot have happened: names the unknown guild,
   *     member, channel or role
   */
  public void accept(DiscordEvent event) {
    String fault = world.happen(event);
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
  }

  /**
   * Lets all of it happen, with nothing in between, or nothing.
   *
   * @throws RejectedEventException names the first that cannot have happened
   */
  public void accept(List<DiscordEvent> events) throws RejectedEventException {
    world.happen(events);
  }

  /** Ends a membership; whether there was one. */
  public boolean removeMember(String guildId, String userId) {
    return world.removeMember(guildId, userId);
  }

  /** Takes the bot out of a guild; whether it was in it. */
  public boolean removeGuild(String guildId) {
    return world.removeGuild(guildId);
  }

  /**
   * Takes the bot out of every guild, lifts all faults and forgets what was received; connections
   * stay. A source that plays begins again.
   */
  public void reset() {
    faults.liftAll();
    world.reset();
    journal.clear();
    synchronized (this) {
      if (play != null) {
        play.reset();
      }
    }
  }

  /**
   * Lets a source feed this Discord until the end; it is closed with it. There is at most one.
   *
   * @throws IllegalStateException where one plays already
   */
  public synchronized void play(DiscordSource source) {
    if (play != null) {
      throw new IllegalStateException("a source plays already");
    }
    play = Play.of(source, world, gateway::congested, faults, clock);
  }

  /**
   * Waits until a bot has logged in and is connected.
   *
   * @throws TimeoutException where none has by then
   */
  public Identified awaitIdentify(Duration timeout) throws InterruptedException, TimeoutException {
    return world
        .awaitSessions(all -> all.stream().anyMatch(Identified::connected), timeout)
        .stream()
        .filter(Identified::connected)
        .findFirst()
        .orElseThrow(
            () -> new TimeoutException("no bot has logged in within " + timeout.toMillis() + "ms"));
  }

  /** Waits until the sessions are as wanted; as they are then, or when the time is over. */
  public List<Identified> awaitSessions(Predicate<List<Identified>> wanted, Duration timeout)
      throws InterruptedException {
    return world.awaitSessions(wanted, timeout);
  }

  /**
   * Waits until each bot has seen all that it was told so far: it is asked for a heartbeat, which
   * names the last dispatch that it has read. One that has lost its connection is waited for unless
   * its shard has a session that is connected.
   *
   * @return the sessions that have not by then; none where all have
   */
  public List<Identified> awaitSeen(Duration timeout) throws InterruptedException {
    Map<String, Long> told =
        sessions().stream().collect(toMap(Identified::sessionId, Identified::sequence));
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Identified> late = behind(sessions(), told);
    while (!late.isEmpty() && System.nanoTime() < deadline) {
      gateway.askForHeartbeats();
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      Duration patience = left.compareTo(ASK_AGAIN) < 0 ? left : ASK_AGAIN;
      late = behind(awaitSessions(all -> behind(all, told).isEmpty(), patience), told);
    }
    return late;
  }

  private static List<Identified> behind(List<Identified> all, Map<String, Long> told) {
    Set<Shard> connected =
        all.stream().filter(Identified::connected).map(Identified::shard).collect(toSet());
    return all.stream()
        .filter(one -> one.connected() || !connected.contains(one.shard()))
        .filter(one -> one.confirmed() < told.getOrDefault(one.sessionId(), 0L))
        .toList();
  }

  /** All sessions, also those that wait for a RESUME. */
  public List<Identified> sessions() {
    return world.whole(() -> world.sessions().described());
  }

  /** Strikes with a fault; how many connections it struck, or requests it now waits for. */
  public int strike(Fault fault) {
    return faults.strike(fault);
  }

  /** Ends what lasts of the faults of that name. */
  public void lift(String faultName) {
    faults.lift(faultName);
  }

  /** What bots sent, oldest first; the last 10,000. */
  public List<Received> received() {
    return journal.entries();
  }

  /** Waits until so many match; those that match then, or when the time is over. */
  public List<Received> awaitReceived(Predicate<Received> wanted, int count, Duration timeout)
      throws InterruptedException {
    return journal.await(wanted, count, timeout);
  }

  /** Ends the source, all connections and both ports. */
  @Override
  public void close() {
    synchronized (this) {
      if (play != null) {
        play.close();
        play = null;
      }
    }
    rest.close();
    gateway.close();
  }
}
