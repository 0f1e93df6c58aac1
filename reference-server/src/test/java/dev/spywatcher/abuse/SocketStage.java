package dev.spywatcher.abuse;

import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.event.ServerEvent.MessageNew;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Subscriptions;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.socket.SocketServer;
import dev.spywatcher.socket.SocketSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The port that clients connect to, with an authority and a patience that a test chooses. */
final class SocketStage implements AutoCloseable {

  private final ServiceClock clock = new ServiceClock();
  private final FanOut fanOut = new FanOut();
  private final SocketServer server;
  private final Innards innards;

  /**
   * Listens.
   *
   * @param connectTimeout how long a session may take to show a token
   * @param connections how many connections an address may have
   */
  SocketStage(Permissions permissions, Duration connectTimeout, int connections) {
    Limits limits =
        new Limits(
            1_000_000, connections, 1_000, 1_000, 1_000_000, Duration.ofSeconds(1), 10, 1 << 20);
    try {
      server =
          SocketServer.start(
              new SocketSettings(
                  "127.0.0.1",
                  0,
                  null,
                  new TrustedProxies(List.of()),
                  List.of(),
                  Duration.ofSeconds(25),
                  Duration.ofSeconds(60),
                  connectTimeout,
                  Duration.ofSeconds(10),
                  64 * 1024,
                  limits.maxQueuedBytes()),
              new TokenVerifier(ServerOptions.DEVELOPMENT_SECRET, clock),
              new Subscriptions(permissions, limits.maxSubscriptions()),
              fanOut,
              new AddressLimits(limits, clock),
              new Journal(clock));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    innards = new Innards(server);
  }

  InetSocketAddress address() {
    return server.address();
  }

  /** Sends a message to the guild's room. */
  void publish(String guildId) {
    fanOut.publish(
        EncodedEvent.of(new MessageNew(guildId, "1", "name", "2", "channel", Instant.EPOCH)));
  }

  Innards innards() {
    return innards;
  }

  @Override
  public void close() {
    server.close();
    clock.close();
  }
}
