package dev.spywatcher.server;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.bus.RedissonLink;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.control.ControlServer;
import dev.spywatcher.control.Service;
import dev.spywatcher.control.Settings;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.fault.Faults;
import dev.spywatcher.fault.Publication;
import dev.spywatcher.fault.Site;
import dev.spywatcher.intake.Intake;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriptions;
import dev.spywatcher.socket.Conduct;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.SocketServer;
import dev.spywatcher.socket.SocketSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running server of the SpyWatcher WebSocket API, with its control API. {@link #start} is the
 * map: it puts the stages together in the order in which data flows.
 */
public final class SpyWatcherServer implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(45);
  private static final Duration UPGRADE_TIMEOUT = Duration.ofSeconds(10);

  /** What to close, last opened first. */
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private final URI url;
  private final URI controlUrl;
  private final Service service;

  private SpyWatcherServer(
      ServerOptions options, @Nullable DiscordSource given, ServiceClock present)
      throws StartupException {
    OrderlySource source = given == null ? null : new OrderlySource(given);
    try {
      ServiceClock clock = opened(present);
      GuildDirectory directory = new GuildDirectory();
      FanOut fanOut = new FanOut();
      Company company = opened(Company.open(options, clock, directory, fanOut));
      Journal journal = new Journal(clock);
      AtomicReference<Collection<Session>> connected = new AtomicReference<>(List.of());
      Faults faults =
          new Faults(
              new Site(
                  clock, directory, fanOut, options.limits(), options.jwtSecret(), connected::get));
      Consumer<Publication> wire =
          faults.publications(company.publications(clock, fanOut, journal));
      Consumer<ServerEvent> rooms = faults.events(event -> wire.accept(encoded(event)));

      Analytics analytics =
          new Analytics(
              directory,
              clock,
              faults.analyticsInterval(options.analyticsInterval()),
              company.watched(fanOut),
              company.permit(),
              rooms);
      Subscriptions subscriptions =
          new Subscriptions(
              faults.permissions(
                  company.permissions(
                      Permissions.of(directory, source == null ? null : source.memberships()))),
              options.limits().maxSubscriptions());
      Intake intake =
          new Intake(
              directory,
              analytics,
              rooms,
              faults.memberships(subscriptions::revoke),
              clock,
              company.changes());

      TokenVerifier tokens = new TokenVerifier(options.jwtSecret(), clock);
      Gate limits = company.gate(options.limits(), clock);
      SocketServer socket =
          opened(
              listening(
                  "--port",
                  options.port(),
                  () ->
                      SocketServer.start(
                          socketSettings(options, faults.conduct()),
                          faults.tokens(tokens),
                          faults.requests(subscriptions),
                          fanOut,
                          faults.gate(limits),
                          journal)));

      connected.set(socket.sessions().all());

      url = url(options.tls() == null ? "http" : "https", socket.address());
      Renewal renewal =
          new Renewal(() -> forget(subscriptions, intake, limits, journal, company), source);
      ControlServer control =
          opened(
              listening(
                  "--control-port",
                  options.controlPort(),
                  () ->
                      ControlServer.open(
                          new InetSocketAddress(options.host(), options.controlPort()),
                          options.controlToken())));
      controlUrl = url("http", control.address());
      OwnCommands own = new OwnCommands(clock, faults, renewal, source);
      Membership membership = membership(company, own, control);
      service =
          new Service(
              clock,
              directory,
              analytics,
              fanOut,
              intake,
              journal,
              socket.sessions(),
              faults,
              source,
              membership == null ? own : membership.commands(),
              membership == null ? null : membership.fleet(),
              settings(options, url));
      control.serve(service);
      if (membership != null) {
        opened(membership).join();
        company.takeIn(intake, analytics, source, membership::beginning);
      }

      if (options.disconnectExpired()) {
        new TokenExpiry(clock, socket.sessions()).begin();
      }
      if (source != null) {
        opened(source);
        Congestion congestion =
            new Congestion(fanOut, socket.sessions(), options.limits().maxQueuedBytes());
        source.start(company.attachment(clock, intake, source, congestion, faults.switches()));
      }
      opened(company::handOver);
    } catch (StartupException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a server, and {@code source} once the server listens.
   *
   * @param source where Discord events come from; {@code null} for the control API alone
   * @throws StartupException where it cannot start (a port in use, say); nothing is left running
   */
  public static SpyWatcherServer start(ServerOptions options, @Nullable DiscordSource source)
      throws StartupException {
    return start(options, source, new ServiceClock());
  }

  /**
   * Starts a server whose time goes as {@code present} does, and as it is advanced.
   *
   * @param source where Discord events come from; {@code null} for the control API alone
   * @throws StartupException where it cannot start; nothing is left running
   */
  public static SpyWatcherServer start(
      ServerOptions options, @Nullable DiscordSource source, InstantSource present)
      throws StartupException {
    return start(options, source, new ServiceClock(present));
  }

  private static SpyWatcherServer start(
      ServerOptions options, @Nullable DiscordSource source, ServiceClock clock)
      throws StartupException {
    try {
      return new SpyWatcherServer(options, source, clock);
    } catch (IllegalArgumentException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Opens a port. */
  private interface Listening<T> {
    T start() throws IOException;
  }

  private static <T> T listening(String option, int port, Listening<T> listening)
      throws StartupException {
    try {
      return listening.start();
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage());
      if (problem.startsWith("--")) {
        throw new StartupException(problem, e);
      }
      throw new StartupException(
          option
              + ": cannot listen on "
              + port
              + " ("
              + (problem.contains("Address already in use") ? "another program uses it" : problem)
              + "); choose another port, or 0 for any free one",
          e);
    }
  }

  private @Nullable Membership membership(Company company, OwnCommands own, ControlServer control) {
    RedissonLink link = company.link();
    return link == null
        ? null
        : new Membership(
            company.id(),
            url,
            controlUrl,
            link,
            link::redisMillis,
            link::since,
            company.shards(),
            own,
            control::answer);
  }

  private static void forget(
      Subscriptions subscriptions, Intake intake, Gate limits, Journal journal, Company company) {
    company.forgetAnnouncements();
    intake.reset();
    company.forget();
    subscriptions.reset();
    limits.reset();
    journal.clear();
  }

  private static Settings settings(ServerOptions options, URI url) {
    return new Settings(
        url,
        options.limits(),
        options.analyticsInterval(),
        options.pingInterval(),
        options.pingTimeout(),
        options.maxPayload(),
        options.disconnectExpired(),
        options.jwtSecret());
  }

  private static Publication encoded(ServerEvent event) {
    EncodedEvent encoded = EncodedEvent.of(event);
    return new Publication(Room.of(encoded), encoded, event.timestamp());
  }

  private static SocketSettings socketSettings(ServerOptions options, Supplier<Conduct> conduct) {
    return new SocketSettings(
        options.host(),
        options.port(),
        options.tls(),
        new TrustedProxies(options.trustedProxies()),
        options.corsOrigins(),
        options.pingInterval(),
        options.pingTimeout(),
        CONNECT_TIMEOUT,
        UPGRADE_TIMEOUT,
        options.maxPayload(),
        options.limits().maxQueuedBytes(),
        conduct);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static URI url(String scheme, InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return URI.create(
        scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
  }

  /** Where clients connect: {@code http://127.0.0.1:3001}. */
  public URI url() {
    return url;
  }

  /** Where the control API answers: {@code http://127.0.0.1:3002}. */
  public URI controlUrl() {
    return controlUrl;
  }

  /** Its parts, for whoever drives it from the same program. */
  public Service service() {
    return service;
  }

  /** Closes every connection cleanly, the source and the control API. Idempotent. */
  @Override
  public synchronized void close() {
    IllegalStateException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        // The rest is closed all the same.
        failure = new IllegalStateException("a part of the server did not close", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
