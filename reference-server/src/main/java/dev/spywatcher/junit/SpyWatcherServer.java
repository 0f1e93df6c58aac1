package dev.spywatcher.junit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.TokenFlaw;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.control.NotEverywhereException;
import dev.spywatcher.control.Service;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.form.EventForm;
import dev.spywatcher.discord.form.FormException;
import dev.spywatcher.discord.form.GuildForm;
import dev.spywatcher.fault.BadFaultException;
import dev.spywatcher.intake.RejectedEventException;
import dev.spywatcher.journal.Entry;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.StartupException;
import dev.spywatcher.socket.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server for one test, on free ports of this machine. Its time stands still until the test
 * advances it; then everything that is due happens at once, in order, and is on its way to the
 * clients when the call returns. Heartbeats alone go by real time. Thread-safe.
 *
 * <p>Every method that is given something bad throws an IllegalArgumentException that names it and
 * what would be right.
 */
public final class SpyWatcherServer implements AutoCloseable {

  /** How long {@link #awaitSent(String, String, int)} waits, in real time. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final JsonFactory JSON = new JsonFactory();
  private static final long LOOK_NANOS = 2_000_000;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final dev.spywatcher.server.SpyWatcherServer server;
  private final Service service;

  private SpyWatcherServer(dev.spywatcher.server.SpyWatcherServer server) {
    this.server = server;
    this.service = server.service();
  }

  static SpyWatcherServer start(SpyWatcher wanted) {
    return start(wanted.scenario(), wanted.seed(), beginning(wanted.startsAt()), wanted.profile());
  }

  /** A server without JUnit, to be closed by the caller; what is what, {@link SpyWatcher} says. */
  public static SpyWatcherServer start(String scenario, long seed) {
    return start(scenario, seed, Instant.now(), Limits.Profile.LOAD);
  }

  private static SpyWatcherServer start(
      String scenario, long seed, Instant beginning, Limits.Profile profile) {
    ServerOptions options = ServerOptions.builder().port(0).controlPort(0).profile(profile).build();
    try {
      return new SpyWatcherServer(
          dev.spywatcher.server.SpyWatcherServer.start(
              options,
              scenario.isEmpty() ? null : ScenarioLookup.source(scenario, seed),
              InstantSource.fixed(beginning)));
    } catch (StartupException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Instant beginning(String startsAt) {
    try {
      return startsAt.isEmpty() ? Instant.now() : Instant.parse(startsAt);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "startsAt: \"" + startsAt + "\" is not a time such as 2026-03-02T08:00:00Z", e);
    }
  }

  /** Where a client connects: {@code http://127.0.0.1:40123}. */
  public URI url() {
    return server.url();
  }

  /** Where the control API answers, and where there is a console to look at while debugging. */
  public URI controlUrl() {
    return server.controlUrl();
  }

  // Tokens

  /** A token of that user, which does not expire however far time is advanced. */
  public String token(String discordId) {
    return signed(discordId, Role.USER, null);
  }

  /**
   * A token that expires.
   *
   * @param validFor by the server's time; one that is negative has expired already
   */
  public String token(String discordId, Role role, Duration validFor) {
    return signed(discordId, role, validFor);
  }

  private String signed(String discordId, Role role, @Nullable Duration validFor) {
    return ClientToken.of(discordId, discordId, role.name())
        .validFrom(now(), validFor)
        .signed(ServerOptions.DEVELOPMENT_SECRET);
  }

  /** A token of that user that must be refused, for each of these reasons. */
  public String brokenToken(String discordId, TokenFlaw... flaws) {
    return ClientToken.of(discordId, discordId, Role.USER.name())
        .validFrom(now(), TOKEN_LIFE)
        .broken(Set.of(flaws), now())
        .signed(ServerOptions.DEVELOPMENT_SECRET);
  }

  // Guilds and what happens in them

  /** Every guild there is. */
  public List<Guild> guilds() {
    return service.directory().guilds();
  }

  /** The guild with that id, or else of that name. */
  public Guild guild(String idOrName) {
    return guilds().stream()
        .filter(guild -> guild.id().equals(idOrName))
        .findFirst()
        .or(() -> guilds().stream().filter(guild -> guild.name().equals(idOrName)).findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "guild: \"" + idOrName + "\" is none; there are " + named(guilds())));
  }

  private static String named(List<Guild> guilds) {
    return guilds.isEmpty()
        ? "none at all (put one, or name a scenario)"
        : guilds.stream()
            .limit(5)
            .map(guild -> guild.id() + " (" + guild.name() + ")")
            .collect(Collectors.joining(", "));
  }

  /**
   * Creates or replaces a guild.
   *
   * @param json as for {@code PUT /control/guilds/ID}: {@code {"name", "channels", "members"}}
   */
  public Guild putGuild(String id, String json) {
    try (JsonParser tokens = JSON.createParser(json)) {
      tokens.nextToken();
      service.intake().guild(GuildForm.read(tokens, id));
      return guild(id);
    } catch (FormException | IOException e) {
      throw new IllegalArgumentException("guild: " + e.getMessage(), e);
    }
  }

  /**
   * Makes something happen in Discord; clients of the room are on their way to hear of it when this
   * returns.
   *
   * @param json as for {@code POST /control/events}, such as {@code {"type":"message",
   *     "guildId":"7", "userId":"1", "channelId":"70"}}; now, unless it names a time
   */
  public void trigger(String json) {
    DiscordEvent event;
    try (JsonParser tokens = JSON.createParser(json)) {
      tokens.nextToken();
      event = EventForm.read(tokens, now());
    } catch (FormException | IOException e) {
      throw new IllegalArgumentException("event: " + e.getMessage(), e);
    }
    trigger(event);
  }

  /** Makes all of these happen in Discord, or none where one is bad. */
  public void trigger(DiscordEvent... events) {
    try {
      service.intake().events(List.of(events));
    } catch (RejectedEventException e) {
      throw new IllegalArgumentException("event " + e.index() + ": " + e.getMessage(), e);
    }
  }

  /** Forgets guilds, activity, messages and limits; a scenario begins again. */
  public void reset() {
    try {
      service.commands().reset();
    } catch (NotEverywhereException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  // Time

  /** The server's clock. */
  public ServiceClock clock() {
    return service.clock();
  }

  /** The server's time. */
  public Instant now() {
    return service.clock().instant();
  }

  /** Moves time on; what is due by then has happened when this returns. The new time. */
  public Instant advance(Duration by) {
    try {
      return service.clock().advance(by).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the server is closed", e);
    }
  }

  // What was sent

  /** The last 10,000 messages, oldest first: sent to anybody or to nobody, and received. */
  public List<Entry> messages() {
    return service.journal().find(0, any -> true);
  }

  /**
   * What was sent of an event to at least one client, oldest first; at most the last 10,000.
   *
   * @param guildId of that guild alone; {@code null} for any
   */
  public List<Entry> sent(String event, @Nullable String guildId) {
    return service.journal().find(0, matching(event, guildId));
  }

  /** Waits until so many were sent to at least one client, {@link #PATIENCE} at most. */
  public List<Entry> awaitSent(String event, @Nullable String guildId, int count) {
    return awaitSent(event, guildId, count, PATIENCE);
  }

  /**
   * Waits until so many were sent to at least one client.
   *
   * @param patience in real time
   * @return those that were sent
   * @throws AssertionError where the time has run out; it tells what was sent instead
   */
  public List<Entry> awaitSent(
      String event, @Nullable String guildId, int count, Duration patience) {
    List<Entry> found =
        service.journal().await(0, matching(event, guildId), count, patience).join();
    if (found.size() < count) {
      throw new AssertionError(
          "%d of %d %s of %s were sent to a client within %d ms; in the journal are %s"
              .formatted(
                  found.size(),
                  count,
                  event,
                  guildId == null ? "any guild" : "guild " + guildId,
                  patience.toMillis(),
                  summary()));
    }
    return found;
  }

  private static Predicate<Entry> matching(String event, @Nullable String guildId) {
    return entry ->
        entry.sent()
            && entry.recipients() > 0
            && entry.event().equals(event)
            && (guildId == null || guildId.equals(entry.guildId()));
  }

  /** {@code 2 message:new of 7 to nobody, 1 subscribe:guild of 7 from a client}. */
  private String summary() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Entry entry : messages()) {
      String kind =
          entry.event()
              + (entry.guildId() == null ? "" : " of " + entry.guildId())
              + (!entry.sent()
                  ? " from a client"
                  : entry.recipients() == 0 ? " to nobody" : " to a client");
      counts.merge(kind, 1, Integer::sum);
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((kind, count) -> parts.add(count + " " + kind));
    return parts.isEmpty() ? "no messages" : String.join(", ", parts);
  }

  /**
   * Waits until so many clients are in a room, {@link #PATIENCE} at most.
   *
   * @param room {@code guild:ID} or {@code analytics:ID}
   * @throws AssertionError where the time has run out; it tells which rooms there are instead
   */
  public void awaitMembers(String room, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (members(room) < count) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError(
            "%d of %d clients are in %s after %d ms; the rooms of those connected are %s"
                .formatted(members(room), count, room, PATIENCE.toMillis(), rooms()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private long members(String room) {
    return rooms().stream().filter(rooms -> rooms.contains(room)).count();
  }

  /** The rooms of each client. */
  private List<Set<String>> rooms() {
    return service.sessions().all().stream()
        .map(session -> session.rooms().stream().map(Object::toString).collect(Collectors.toSet()))
        .toList();
  }

  // What goes wrong

  /**
   * Switches a fault on.
   *
   * @param parameters each as {@code name=value}: {@code fault("latency", "delay=2s")}
   */
  public void fault(String name, String... parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "fault: \"" + parameter + "\" is not a parameter such as delay=2s");
      }
      values.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    try {
      service.faults().add(name, values);
    } catch (BadFaultException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Switches every fault off. */
  public void endFaults() {
    service.faults().clear();
  }

  /** How many clients are connected. */
  public int connections() {
    return service.sessions().all().size();
  }

  /** Disconnects every client, and tells it: a standard one stays away. They have gone then. */
  public void disconnectAll() {
    awaitGone(everyone(Session::disconnect));
  }

  /** Cuts every connection off, unannounced: a standard client comes back. They have gone then. */
  public void cutAll() {
    awaitGone(everyone(Session::cut));
  }

  /** Leaves every client in silence, as on a half-open line, until it gives up. */
  public void silenceAll() {
    everyone(Session::silence);
  }

  private List<Session> everyone(Consumer<Session> action) {
    List<Session> sessions = List.copyOf(service.sessions().all());
    sessions.forEach(action);
    return sessions;
  }

  private void awaitGone(List<Session> parted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Collections.disjoint(service.sessions().all(), parted)
        && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Ends every connection, and frees the ports. Idempotent. */
  @Override
  public void close() {
    server.close();
  }
}
