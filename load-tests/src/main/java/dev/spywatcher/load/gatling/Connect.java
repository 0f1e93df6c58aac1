package dev.spywatcher.load.gatling;

import dev.spywatcher.load.client.ClientOptions;
import dev.spywatcher.load.client.Reconnection;
import dev.spywatcher.load.client.TransportKind;
import io.gatling.javaapi.core.Session;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The step that connects. The user goes on when it is connected and what is said at each connection
 * is acknowledged, or when that has failed.
 */
public final class Connect implements Built {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name;
  private final Function<Session, @Nullable String> token;
  private final List<Emit> greetings = new ArrayList<>();
  private Function<Session, Observer> observer = session -> new Observer() {};
  private Function<Session, @Nullable InetSocketAddress> from = session -> null;
  private @Nullable Function<Session, URI> url;
  private @Nullable TransportKind transport;
  private @Nullable Reconnection reconnection;
  private Duration patience = PATIENCE;
  private boolean returning;

  Connect(String name, Function<Session, @Nullable String> token) {
    this.name = name;
    this.token = token;
  }

  /** By another transport than the protocol's. */
  public Connect transport(TransportKind kind) {
    transport = kind;
    return this;
  }

  /** Comes back in another way than the protocol's. */
  public Connect reconnection(Reconnection manner) {
    reconnection = manner;
    return this;
  }

  /** From an address of this machine; {@code null} for any. */
  public Connect from(Function<Session, @Nullable InetSocketAddress> address) {
    from = address;
    return this;
  }

  /** To another server than the protocol's. */
  public Connect to(Function<Session, URI> server) {
    url = server;
    return this;
  }

  /** Who sees all that happens to the socket. */
  public Connect observed(Function<Session, Observer> by) {
    observer = by;
    return this;
  }

  /**
   * What is said at each connection, also at one that follows a lost one, as a front end subscribes
   * in its handler of {@code connect}. After a lost connection what is refused is said again every
   * second.
   */
  public Connect greeting(Emit... emits) {
    greetings.addAll(List.of(emits));
    return this;
  }

  /**
   * Comes back also when the server has told it to leave. The official client does not, and front
   * ends that want it call {@code connect()} themselves.
   */
  public Connect returning() {
    returning = true;
    return this;
  }

  /** How long it may take. */
  public Connect within(Duration time) {
    patience = time;
    return this;
  }

  @Override
  public Plan plan() {
    return (scope, next) ->
        session -> {
          SocketIoProtocol protocol = scope.protocol();
          ClientOptions options =
              new ClientOptions(
                  url == null ? protocol.url() : url.apply(session),
                  token.apply(session),
                  transport == null ? protocol.transport() : transport,
                  from.apply(session),
                  reconnection == null ? protocol.reconnection() : reconnection);
          UserSocket socket =
              new UserSocket(
                  scope, session, name, options, greetings, returning, observer.apply(session));
          socket.connect(
              patience,
              good -> {
                Session with = session.set(SocketIo.ATTRIBUTE, socket);
                next.accept(good ? with : with.markAsFailed());
              });
        };
  }
}
