package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The websocket half: takes connections, and begins, resumes and ends the sessions behind them.
 * Thread-safe.
 */
final class Gateway implements AutoCloseable {

  /** More guilds on one shard than this, and Discord asks for more shards. */
  private static final int MOST_GUILDS = 2500;

  /** A bot that so many bytes wait for lags behind; far from what it is cut off for. */
  private static final long LAG_BYTES = 8L << 20;

  private static final int LARGEST_FRAME = 65_536;
  private static final String HOST = "127.0.0.1";

  private final FakeDiscordOptions options;
  private final World world;
  private final Journal journal;
  private final InstantSource clock;
  private final Set<GatewayConnection> connections = ConcurrentHashMap.newKeySet();
  private final EventLoopGroup loops;
  private final Channel server;

  private Gateway(FakeDiscordOptions options, World world, Journal journal, InstantSource clock) {
    this.options = options;
    this.world = world;
    this.journal = journal;
    this.clock = clock;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("fake-gateway", true), NioIoHandler.newFactory());
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    fill(channel.pipeline());
                  }
                })
            .bind(HOST, options.gatewayPort())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new PortTakenException("--gateway-port", options.gatewayPort());
    }
    this.server = bound.channel();
  }

  /**
   * Begins to listen.
   *
   * @throws PortTakenException where the port is not free
   */
  static Gateway start(
      FakeDiscordOptions options, World world, Journal journal, InstantSource clock) {
    return new Gateway(options, world, journal, clock);
  }

  private void fill(ChannelPipeline pipeline) {
    pipeline.addLast(new HttpServerCodec());
    pipeline.addLast(new HttpObjectAggregator(8192));
    pipeline.addLast(new GatewayDoor());
    pipeline.addLast(
        new WebSocketServerProtocolHandler(
            WebSocketServerProtocolConfig.newBuilder()
                .websocketPath("/")
                .checkStartsWith(true)
                .handleCloseFrames(false)
                .sendCloseFrame(null) // A cut connection ends without a word.
                .handshakeTimeoutMillis(10_000)
                .decoderConfig(
                    WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(LARGEST_FRAME)
                        .build())
                .build()));
    pipeline.addLast(new WebSocketFrameAggregator(LARGEST_FRAME));
    pipeline.addLast(new GatewayConnection(this));
  }

  /** {@code ws://127.0.0.1:port}. */
  String url() {
    return "ws://" + HOST + ":" + ((InetSocketAddress) server.localAddress()).getPort();
  }

  FakeDiscordOptions options() {
    return options;
  }

  World world() {
    return world;
  }

  /** All connections that are open now. */
  List<GatewayConnection> connections() {
    return List.copyOf(connections);
  }

  /** Whether a bot lags behind what happened. Any thread. */
  boolean congested() {
    return connections.stream().anyMatch(connection -> connection.waitingBytes() > LAG_BYTES);
  }

  void opened(GatewayConnection connection) {
    connections.add(connection);
  }

  void closed(GatewayConnection connection, @Nullable GatewaySession session, int code) {
    if (connections.remove(connection)) {
      journal.add(
          new Received.Disconnect(clock.instant(), session == null ? "" : session.id(), code));
    }
  }

  /** Remembers a payload, its token apart. */
  void received(@Nullable GatewaySession session, JsonNode payload) {
    JsonNode data = payload.path("d");
    if (data.has("token") && data instanceof ObjectNode object) {
      ObjectNode shown = object.deepCopy();
      shown.remove("token");
      data = shown;
    }
    journal.add(
        new Received.Command(
            clock.instant(),
            session == null ? "" : session.id(),
            payload.path("op").intValue(),
            data));
  }

  /** A new session: READY and its guilds are the first that it is told. */
  GatewaySession begin(GatewayCommand.Identify identify, GatewayConnection connection)
      throws GatewayException {
    if (!options.lets(identify.token())) {
      throw new GatewayException(CloseCode.AUTHENTICATION_FAILED);
    }
    if (identify.intents().stream().anyMatch(options.disallowedIntents()::contains)) {
      throw new GatewayException(CloseCode.DISALLOWED_INTENTS);
    }
    GatewaySession session =
        world.whole(
            () -> {
              List<LiveGuild> guilds =
                  world.guilds().stream()
                      .filter(guild -> identify.shard().holds(guild.number()))
                      .toList();
              if (guilds.size() > MOST_GUILDS) {
                return null;
              }
              Sessions sessions = world.sessions();
              GatewaySession begun =
                  new GatewaySession(
                      sessions.newId(),
                      identify,
                      clock.instant(),
                      options.replayLimit(),
                      connection);
              sessions.add(begun);
              begun.dispatch(
                  new Dispatch("READY", 0, null, Json.bytes(ready(begun, guilds)), null));
              guilds.forEach(guild -> begun.dispatch(world.created(guild, begun)));
              world.sessionsChanged();
              return begun;
            });
    if (session == null) {
      throw new GatewayException(CloseCode.SHARDING_REQUIRED);
    }
    return session;
  }

  private ObjectNode ready(GatewaySession session, List<LiveGuild> guilds) {
    ObjectNode ready = Json.object().put("v", 10);
    ready.set("user", MemberPayload.self());
    var unavailable = ready.putArray("guilds");
    guilds.forEach(guild -> unavailable.addObject().put("id", guild.id()).put("unavailable", true));
    ready.put("session_id", session.id()).put("resume_gateway_url", url());
    ready.put("session_type", "normal");
    Shard shard = session.identity().shard();
    ready.putArray("shard").add(shard.index()).add(shard.count());
    ready.putObject("application").put("id", BotUser.BOT.id()).put("flags", 0);
    ready.putArray("private_channels");
    ready.putArray("relationships");
    ready.putObject("user_settings");
    ready.putArray("_trace").add("spywatcher");
    return ready;
  }

  /** The session goes on, on this connection; {@code null} where it cannot. */
  @Nullable GatewaySession resume(GatewayCommand.Resume resume, GatewayConnection connection)
      throws GatewayException {
    if (!options.lets(resume.token())) {
      throw new GatewayException(CloseCode.AUTHENTICATION_FAILED);
    }
    GatewaySession found = world.whole(() -> world.sessions().find(resume.sessionId()));
    if (found == null) {
      return null;
    }
    if (!found.identity().token().equals(resume.token())) {
      throw new GatewayException(CloseCode.AUTHENTICATION_FAILED);
    }
    boolean sent =
        world.whole(
            () -> {
              boolean reached = found.reached(resume.sequence());
              if (!reached) {
                world.sessions().forget(found);
              }
              return reached;
            });
    if (!sent) {
      throw new GatewayException(CloseCode.INVALID_SEQUENCE);
    }
    return world.whole(
        () -> {
          GatewayConnection before = found.connection();
          if (before != null && before != connection) {
            before.close(CloseCode.UNKNOWN_ERROR.code(), "Resumed elsewhere.");
          }
          boolean resumed = found.resume(connection, resume.sequence());
          if (!resumed) {
            world.sessions().forget(found);
          }
          world.sessionsChanged();
          return resumed ? found : null;
        });
  }

  /** A heartbeat said how far the bot is. */
  void confirmed(GatewaySession session, long sequence, Duration lag) {
    world.whole(
        () -> {
          session.confirm(sequence, lag);
          world.sessionsChanged();
          return true;
        });
  }

  /** Every bot is to say how far it is. */
  void askForHeartbeats() {
    connections.forEach(GatewayConnection::askForHeartbeat);
  }

  /** The connection leaves the session, which waits for a RESUME or is over. */
  void detach(GatewaySession session, GatewayConnection connection, boolean resumable) {
    world.whole(
        () -> {
          if (session.connection() == connection) {
            session.detach();
            if (!resumable) {
              world.sessions().forget(session);
            }
            world.sessionsChanged();
          }
          return true;
        });
  }

  /** The session is over. */
  void forget(GatewaySession session) {
    world.whole(
        () -> {
          world.sessions().forget(session);
          world.sessionsChanged();
          return true;
        });
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    connections.forEach(GatewayConnection::cut);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5_000);
  }
}
