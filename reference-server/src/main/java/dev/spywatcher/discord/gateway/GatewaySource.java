package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Memberships;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Discord, or a fake of it, through a bot: guilds and events come by the gateway, and each question
 * about permissions goes to the REST API (SUB-13). It returns from {@link #start} before it is
 * connected; {@link #state} says how far it is. A lost connection is resumed, so that no event is
 * lost or doubled; where Discord does not allow that, the guilds are announced anew. A server that
 * shares Discord with others has one connection for each shard that it takes in. Thread-safe.
 */
public final class GatewaySource implements DiscordSource {

  /** How long whoever opens a shard waits for it at most. */
  private static final long PATIENCE_SECONDS = 8;

  private static final long LOOK_MILLIS = 50;

  private final GatewayOptions options;
  private final Map<GatewayShard, Connection> connections = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, GatewayShard> wanted = new ConcurrentHashMap<>();
  private final BotMemberships memberships = new BotMemberships(this::connection);
  private volatile @Nullable SourceContext context;
  private volatile boolean closed;

  /** A source that has not begun yet. */
  public GatewaySource(GatewayOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public SourceState state() {
    return connections.values().stream()
        .map(Connection::state)
        .max(Comparator.comparingInt(state -> gravity(state.kind())))
        .orElseGet(
            () ->
                context == null
                    ? new SourceState(SourceState.Kind.CONNECTING, "to " + options.api())
                    : new SourceState(SourceState.Kind.DELIVERING, "no shard is taken in here"));
  }

  private static int gravity(SourceState.Kind kind) {
    return List.of(
            SourceState.Kind.DELIVERING,
            SourceState.Kind.CONNECTING,
            SourceState.Kind.RETRYING,
            SourceState.Kind.FAILED)
        .indexOf(kind);
  }

  @Override
  public Memberships memberships() {
    return memberships;
  }

  /** The connection of the shard that a guild is of; {@code null} where there is none here. */
  private @Nullable Connection connection(String guildId) {
    for (Map.Entry<GatewayShard, Connection> each : connections.entrySet()) {
      if (each.getKey().has(guildId)) {
        return each.getValue();
      }
    }
    return null;
  }

  @Override
  public synchronized void start(SourceContext context) {
    this.context = context;
    memberships.begin(options, context::now);
    if (!context.opensShards()) {
      wanted.put(0, GatewayShard.ALL);
    }
    wanted.values().forEach(shard -> connect(shard, context));
  }

  private Connection connect(GatewayShard shard, SourceContext context) {
    return connections.computeIfAbsent(
        shard,
        added -> {
          Connection begun = new Connection(options, shard, context);
          begun.begin();
          return begun;
        });
  }

  @Override
  public boolean sharded() {
    return true;
  }

  @Override
  public synchronized CompletionStage<?> open(int shard, int of) {
    GatewayShard added = new GatewayShard(shard, of);
    wanted.put(shard, added);
    SourceContext server = context;
    if (server == null || closed) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> ready = new CompletableFuture<>();
    look(connect(added, server), ready);
    return ready.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Completes when events come, or will not for a while. */
  private void look(Connection connection, CompletableFuture<Void> ready) {
    if (ready.isDone()) {
      return;
    }
    if (connection.state().kind() == SourceState.Kind.CONNECTING) {
      CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS)
          .execute(() -> look(connection, ready));
    } else {
      ready.complete(null);
    }
  }

  @Override
  public synchronized void shut(int shard) {
    GatewayShard removed = wanted.remove(shard);
    Connection ending = removed == null ? null : connections.remove(removed);
    if (ending != null) {
      Thread hangUp = new Thread(ending::close, "spywatcher-discord-close");
      hangUp.setDaemon(true);
      hangUp.start();
    }
  }

  @Override
  public void reset() {
    connections.values().forEach(connection -> connection.translation().announceAgain());
  }

  @Override
  public synchronized void close() {
    closed = true;
    connections.values().forEach(Connection::close);
    connections.clear();
    memberships.close();
  }
}
