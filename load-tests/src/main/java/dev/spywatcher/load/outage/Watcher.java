package dev.spywatcher.load.outage;

import dev.spywatcher.load.client.ClientOptions;
import dev.spywatcher.load.client.Packet;
import dev.spywatcher.load.client.Reconnection;
import dev.spywatcher.load.client.SocketIoClient;
import dev.spywatcher.load.client.TransportKind;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that subscribes to guilds and their analytics and writes down all that it gets. Where
 * its server ends the connection it goes to the next one, as behind a load balancer. Thread-safe;
 * acts on its event loop.
 */
final class Watcher {

  private static final long AGAIN_MILLIS = 1_000;
  private static final String ANALYTICS = "analytics:update";

  private final String name;
  private final EventLoop loop;
  private final List<URI> servers;
  private final Map<String, Integer> guilds;
  private final String token;
  private final InetSocketAddress address;

  private final List<Visit> visits = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private final List<Update> updates = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private final Set<String> analytics = new HashSet<>();
  private Map<Integer, Long> since = new HashMap<>();
  private @Nullable SocketIoClient client;
  private int server;
  private int visit = -1;
  private boolean connected;
  private boolean closed;

  /**
   * A client that has not connected yet.
   *
   * @param servers of the service
   * @param first the one it goes to first
   * @param guilds indexes of the guilds it subscribes to, by their ids
   */
  Watcher(
      String name,
      EventLoop loop,
      List<URI> servers,
      int first,
      Map<String, Integer> guilds,
      String token,
      InetSocketAddress address) {
    this.name = name;
    this.loop = loop;
    this.servers = List.copyOf(servers);
    this.server = first;
    this.guilds = Map.copyOf(guilds);
    this.token = token;
    this.address = address;
  }

  /** Connects and subscribes. */
  void start() {
    loop.execute(this::connect);
  }

  private synchronized void connect() {
    if (closed) {
      return;
    }
    SocketIoClient opening =
        new SocketIoClient(
            loop,
            new ClientOptions(
                servers.get(server), token, TransportKind.WEBSOCKET, address, Reconnection.NEVER),
            new Listener());
    client = opening;
    opening.connect();
  }

  private void later(Runnable task) {
    loop.schedule(task, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void elsewhere() {
    server = (server + 1) % servers.size();
    later(this::connect);
  }

  private void subscribe(SocketIoClient on, String event, String guildId) {
    on.emit(
        event,
        List.of(guildId),
        answer -> {
          if (answer.path("ok").asBoolean()) {
            subscribed(on, event, guildId);
          } else {
            synchronized (this) {
              refusals.add(name + ": " + event + " " + guildId + ": " + answer.path("message"));
            }
            later(() -> subscribe(on, event, guildId));
          }
        });
  }

  private synchronized void subscribed(SocketIoClient on, String event, String guildId) {
    if (on != client) {
      return;
    }
    if (event.equals("subscribe:guild")) {
      since.put(guilds.getOrDefault(guildId, -1), System.currentTimeMillis());
    } else {
      analytics.add(guildId);
    }
  }

  /** Whether it is connected and has all its subscriptions. */
  synchronized boolean settled() {
    return connected && since.size() == guilds.size() && analytics.size() == guilds.size();
  }

  /** The server that it is at. */
  synchronized int server() {
    return server;
  }

  private synchronized void ended() {
    if (connected) {
      visits.add(new Visit(server, since, System.currentTimeMillis()));
    }
    connected = false;
    since = new HashMap<>();
    analytics.clear();
  }

  /** Whether it subscribes to that guild. */
  boolean subscribedTo(int guild) {
    return guilds.containsValue(guild);
  }

  /** The number that it has got of a guild last; -1 where it has got none. */
  synchronized long latest(int guild) {
    for (int i = receipts.size() - 1; i >= 0; i--) {
      if (receipts.get(i).guild() == guild) {
        return receipts.get(i).number();
      }
    }
    return -1;
  }

  /** Leaves, and tells what it got. */
  synchronized Statement leave() {
    if (!closed) {
      closed = true;
      if (connected) {
        visits.add(new Visit(server, since, Visit.STAYED));
      }
      SocketIoClient leaving = client;
      if (leaving != null) {
        loop.execute(leaving::close);
      }
    }
    return new Statement(name, visits, receipts, updates, strange, refusals);
  }

  private synchronized void got(Packet packet) {
    if (closed) {
      return;
    }
    String[] texts = packet.texts("userId", "timestamp", "guildId", "message");
    if (packet.event().equals("error")) {
      refusals.add(name + ": error " + texts[3]);
      return;
    }
    long timestamp;
    try {
      timestamp = Instant.parse(texts[1]).toEpochMilli();
    } catch (DateTimeException e) {
      strange.add(name + " got a timestamp that is none: " + packet.json());
      return;
    }
    if (packet.event().equals(ANALYTICS)) {
      Integer guild = guilds.get(texts[2]);
      if (guild == null) {
        strange.add(name + " got analytics of a foreign guild: " + texts[2]);
      } else {
        updates.add(new Update(guild, packet.atMillis(), timestamp, visit));
      }
      return;
    }
    int guild = NumberedGuild.guildOf(texts[0]);
    if (guilds.containsValue(guild)) {
      receipts.add(
          new Receipt(
              guild, NumberedGuild.numberOf(texts[0]), packet.atMillis(), timestamp, visit));
    } else {
      strange.add(name + " got an event of a foreign guild: " + packet.json());
    }
  }

  private final class Listener implements SocketIoClient.Listener {

    @Override
    public void connected() {
      SocketIoClient on;
      synchronized (Watcher.this) {
        connected = true;
        visit++;
        on = client;
      }
      if (on != null) {
        for (String guild : guilds.keySet()) {
          subscribe(on, "subscribe:guild", guild);
          subscribe(on, "subscribe:analytics", guild);
        }
      }
    }

    @Override
    public void connectError(String reason, boolean lasting) {
      elsewhere();
    }

    @Override
    public void event(Packet packet) {
      got(packet);
    }

    @Override
    public void disconnected(String reason) {
      ended();
      elsewhere();
    }
  }
}
