package dev.spywatcher.socket;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.handler.EncoderHandler;
import com.corundumstudio.socketio.protocol.Packet;
import com.corundumstudio.socketio.protocol.PacketType;
import com.corundumstudio.socketio.transport.NamespaceClient;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.event.EncodedEvent;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.room.Room;
import dev.spywatcher.room.Subscriber;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.concurrent.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's Engine.IO session, from handshake to close, over whatever transport it uses at the
 * time. Wraps the library's {@link ClientHead}, whose sends, upgrade and close race with each other
 * otherwise. Thread-safe: every change is made under its monitor.
 */
public final class Session implements Subscriber {

  /** How long a polling client is given to fetch the last packets of a closing session. */
  private static final long FAREWELL_MILLIS = 2_000;

  /** How long the last poll of a client that has closed its session may be on the way. */
  private static final long LAST_POLL_MILLIS = 100;

  /** What a packet that carries no event is counted as, bytes. */
  private static final int SMALL_PACKET = 64;

  private final ClientHead head;
  private final long ordinal;
  private final EventLoop loop;
  private final SocketSettings settings;
  private final RefusalLog refusals;
  private final Runnable forget;
  private final FanOut fanOut;
  private final Instant since = Instant.now();
  private final ClientAddress address;
  private final Supplier<EmissionLimit.Ruling> emissions;
  private final Heartbeat heartbeat;
  private final Map<String, NamespaceClient> connected = new ConcurrentHashMap<>(2);

  private volatile @Nullable Channel webSocket;
  private volatile long queuedForPoll;
  private volatile long heldBack;
  private volatile boolean upgraded;
  private volatile boolean silent;
  private volatile boolean closing;
  private volatile boolean closed;
  private boolean farewellFetched;
  private volatile @Nullable Identity identity;
  private FanOut.@Nullable Seat seat;
  private @Nullable Channel poll;
  private @Nullable Channel post;
  private @Nullable Attachments attachments;

  /** Where frames may be written past the library; set on the websocket's loop once it is safe. */
  private volatile @Nullable ChannelHandlerContext direct;

  Session(
      ClientHead head,
      long ordinal,
      Channel handshake,
      SocketSettings settings,
      FanOut fanOut,
      Supplier<EmissionLimit.Ruling> emissions,
      RefusalLog refusals,
      Runnable forget) {
    this.head = head;
    this.ordinal = ordinal;
    this.loop = handshake.eventLoop();
    this.settings = settings;
    this.refusals = refusals;
    this.forget = forget;
    this.emissions = emissions;
    this.address = Door.address(handshake);
    this.fanOut = fanOut;
    this.upgraded = head.getCurrentTransport() == Transport.WEBSOCKET;
    this.heartbeat = new Heartbeat(loop, settings, this::ping, this::close);
  }

  /** Starts the heartbeat; the library's is stopped. */
  void begin() {
    head.cancelPing();
    head.cancelPingTimeout();
    heartbeat.begin();
  }

  private void ping() {
    if (conduct().pings()) {
      send(PacketsOut.ping());
    }
  }

  private Conduct conduct() {
    return settings.conduct().get();
  }

  /** A packet has come in: the client is there (CONN-4). */
  void heard() {
    heartbeat.heard();
  }

  ClientHead head() {
    return head;
  }

  /** A place in the rooms; an earlier one is given up. */
  public synchronized FanOut.Seat takeSeat() {
    leaveSeat();
    Channel socket = webSocket;
    FanOut.Seat taken = fanOut.seat(this, upgraded && socket != null ? socket.eventLoop() : loop);
    if (closed) {
      taken.close();
    }
    seat = taken;
    return taken;
  }

  private synchronized void leaveSeat() {
    if (seat != null) {
      seat.close();
    }
  }

  /** Whom the client's token vouches for; {@code null} before it has shown one. */
  public @Nullable Identity identity() {
    return identity;
  }

  void identity(Identity shown) {
    identity = shown;
  }

  /** A name for the session that does not let anyone take it over, as its sid would. */
  public String publicId() {
    return PublicId.of(head.getSessionId());
  }

  /** How many sessions of the server came before it, and 1. */
  public long ordinal() {
    return ordinal;
  }

  /** The rooms that it is in. */
  public synchronized Set<Room> rooms() {
    return seat == null ? Set.of() : seat.rooms();
  }

  /** Address of the client. */
  public ClientAddress address() {
    return address;
  }

  /** When its handshake was accepted. */
  public Instant since() {
    return since;
  }

  /** {@code websocket} or {@code polling}. */
  public String transport() {
    return upgraded ? "websocket" : "polling";
  }

  /** Whether it has been closed, or is about to be. */
  public boolean isClosed() {
    return closed || closing;
  }

  /** Says in the log why the client was refused something, and what to change. */
  public void refused(String what, String reason) {
    refusals.log(address, what, reason);
  }

  // Namespaces

  /** The client in a namespace that it is connected to, or {@code null}. */
  synchronized @Nullable NamespaceClient client(String namespace) {
    return connected.get(namespace);
  }

  /**
   * A namespace lets the client in.
   *
   * @param welcome tells the client and the namespace; a packet that the client sends in answer,
   *     and that another loop takes, waits until that is done
   */
  synchronized void connected(String namespace, NamespaceClient client, Runnable welcome) {
    connected.put(namespace, client);
    heartbeat.connected();
    welcome.run();
  }

  /** The client has left a namespace; without any it is as new. */
  synchronized @Nullable NamespaceClient disconnected(String namespace) {
    NamespaceClient client = connected.remove(namespace);
    if (connected.isEmpty()) {
      heartbeat.awaitConnect();
    }
    return client;
  }

  /** Whether a packet of the client may be taken; if not, what is due has been done (LIM-3). */
  boolean mayEmit() {
    return switch (emissions.get()) {
      case ACCEPT -> true;
      case DROP -> false;
      case DROP_AND_TELL -> {
        refused("refused packet", "sends faster than --event-rate allows; the packet is dropped");
        if (connected.containsKey("")) {
          sendEvent("error", Map.of("message", "Rate limit exceeded"));
        }
        yield false;
      }
      case DISCONNECT -> {
        refused("disconnected", "went on sending faster than --event-rate allows");
        disconnect();
        yield false;
      }
    };
  }

  // Binary packets

  /** The packet whose binary parts are on their way, or {@code null}. */
  @Nullable Attachments attachments() {
    return attachments;
  }

  void attachments(@Nullable Attachments awaited) {
    attachments = awaited;
  }

  // Transports

  boolean isUpgraded() {
    return upgraded;
  }

  /** Whether a websocket is being tried while polling goes on. */
  boolean isProbing() {
    Channel socket = webSocket;
    return !upgraded && socket != null && socket.isActive();
  }

  /** Takes a websocket, the first transport or one that probes; {@code false} where it may not. */
  synchronized boolean bindWebSocket(Channel channel) {
    Channel present = webSocket;
    if (closed || present != null && (upgraded || present.isActive())) {
      return false;
    }
    webSocket = channel;
    head.bindChannel(channel, Transport.WEBSOCKET);
    if (upgraded) {
      direct = pastEncoder(channel);
      channel.closeFuture().addListener(done -> close(CloseReason.TRANSPORT_CLOSED));
    } else {
      unlessClosed(
          channel,
          settings.upgradeTimeout().toMillis(),
          () -> {
            if (webSocket == channel && !upgraded) {
              channel.close();
            }
          });
    }
    return true;
  }

  /** Where whole frames are written. */
  private static ChannelHandlerContext pastEncoder(Channel channel) {
    return channel.pipeline().context(WebSocket13FrameEncoder.class);
  }

  /** Answers a probe, and lets go of the poll that waits (Engine.IO 4, "Upgrade"). */
  synchronized void probed() {
    Channel socket = webSocket;
    // One that probes again and again, and reads no answer, piles up none.
    if (!closed && socket != null && socket.isWritable() && conduct().answersProbes()) {
      head.send(PacketsOut.probeAnswer(), Transport.WEBSOCKET);
      if (isPolled()) {
        head.send(PacketsOut.noop(), Transport.POLLING);
      }
    }
  }

  /** Moves to the websocket that was probed; what waits for a poll goes with it, in order. */
  void upgrade() {
    Channel socket;
    synchronized (this) {
      socket = webSocket;
      if (closed || upgraded || socket == null) {
        return;
      }
      upgraded = true;
      head.getPacketsQueue(Transport.POLLING)
          .removeIf(packet -> packet.getType() == PacketType.NOOP);
      if (!conduct().keepsWhatWaits()) {
        head.getPacketsQueue(Transport.POLLING).clear();
      }
      head.upgradeCurrentTransport(Transport.WEBSOCKET);
      if (poll != null) {
        PollAnswer.release(poll);
      }
      ChannelHandlerContext context = pastEncoder(socket);
      if (seat == null) {
        direct = context;
      } else {
        seat.moveTo(socket.eventLoop(), () -> direct = context);
      }
    }
    socket.closeFuture().addListener(done -> close(CloseReason.TRANSPORT_CLOSED));
  }

  /** What becomes of a poll. */
  enum Poll {
    /** It is answered as soon as there is a packet. */
    WAITS,
    /** Another one waits already. */
    SECOND,
    /** The session has moved to its websocket. */
    UPGRADED,
    /** The session has been closed. */
    GONE
  }

  /** A poll asks for packets. */
  synchronized Poll poll(Channel channel) {
    if (closed || farewellFetched) {
      return Poll.GONE;
    } else if (upgraded) {
      return Poll.UPGRADED;
    } else if (isPolled()) {
      return Poll.SECOND;
    }
    poll = channel;
    channel.closeFuture().addListener(done -> pollEnded(channel));
    head.bindChannel(channel, Transport.POLLING);
    return Poll.WAITS;
  }

  private void pollEnded(Channel channel) {
    boolean lost;
    synchronized (this) {
      head.releasePollingChannel(channel);
      lost = channel.attr(EncoderHandler.WRITE_ONCE).get() == null && !upgraded;
    }
    if (lost) {
      close(CloseReason.TRANSPORT_CLOSED);
    }
  }

  /** A POST begins; {@code false} while another one is under way. */
  synchronized boolean beginPost(Channel channel) {
    if (post != null) {
      return false;
    }
    post = channel;
    return true;
  }

  /** A POST has been processed, or has broken off. */
  synchronized void endPost(Channel channel) {
    if (post == channel) {
      post = null;
    }
  }

  /** Whether a poll is waiting that has not been answered. */
  private boolean isPolled() {
    Channel waiting = poll;
    return waiting != null
        && waiting.isActive()
        && waiting.attr(EncoderHandler.WRITE_ONCE).get() == null;
  }

  // Sending

  /** Sends a packet by way of the library. */
  void send(Packet packet) {
    // A client may have its own words sent back: the name of a namespace that is not there.
    send(packet, SMALL_PACKET + packet.getNsp().length());
  }

  /** Sends a packet after a while; at once where that is 0. */
  void sendLater(Packet packet, long delayMillis) {
    if (delayMillis > 0) {
      loop.schedule(() -> send(packet), delayMillis, TimeUnit.MILLISECONDS);
    } else {
      send(packet);
    }
  }

  private void send(Packet packet, int bytes) {
    if (closed || silent || !readsInTime()) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        if (!upgraded) {
          queuedForPoll += bytes;
        }
        head.send(packet);
      }
    }
  }

  /** Whether the client's queue is within bounds; if not, the client is disconnected (LIM-6). */
  boolean readsInTime() {
    if (!isQueueFull()) {
      return true;
    }
    if (!closed) {
      refused(
          "disconnected",
          "reads too slowly: over " + settings.maxQueuedBytes() + " bytes wait for it");
      close(CloseReason.TOO_SLOW);
    }
    return false;
  }

  private boolean isQueueFull() {
    return queuedBytes() > settings.maxQueuedBytes() && conduct().boundsQueues();
  }

  /** A poll fetches so much of what waits; whether these are the last packets of all. */
  synchronized boolean fetched(int bytes) {
    // Looked at here, where nothing can be added meanwhile.
    boolean everything = head.getPacketsQueue(Transport.POLLING).isEmpty();
    queuedForPoll = everything ? 0 : Math.max(0, queuedForPoll - bytes);
    farewellFetched = everything && closing;
    return farewellFetched;
  }

  /** Sends an event of the main namespace. */
  public void sendEvent(String name, Object payload) {
    send(PacketsOut.event(name, conduct().payload(name, payload)));
  }

  @Override
  public void deliver(ByteBuf frames, List<EncodedEvent> events) {
    ChannelHandlerContext socket = direct;
    if (silent) {
      return;
    } else if (socket == null) {
      events.forEach(event -> send(PacketsOut.event(event), event.frame().length));
    } else if (isQueueFull()) {
      refused(
          "disconnected", "reads too slowly: over " + settings.maxQueuedBytes() + " bytes wait");
      close(CloseReason.TOO_SLOW);
    } else {
      socket.write(frames.retainedDuplicate(), socket.voidPromise());
    }
  }

  @Override
  public void flush() {
    ChannelHandlerContext socket = direct;
    if (socket != null) {
      socket.flush();
    }
  }

  @Override
  public boolean holdBack(long bytes) {
    heldBack = bytes;
    return bytes == 0 || readsInTime();
  }

  /** Bytes that wait for the client, about. */
  public long queuedBytes() {
    return heldBack + sentBytes();
  }

  private long sentBytes() {
    if (!upgraded) {
      return queuedForPoll;
    }
    Channel socket = webSocket;
    ChannelOutboundBuffer buffer = socket == null ? null : socket.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  // The end

  /**
   * Neither sends nor hears any more, as where a network is cut half way; the connection stays open
   * until the client gives it up, or has had several times as long as that takes.
   */
  public void silence() {
    silent = true;
    heartbeat.keepSilent();
  }

  /** Ends the connection as a fault of the network does, unannounced; a client comes back. */
  public void cut() {
    Channel socket = webSocket;
    if (upgraded && socket != null) {
      socket.close();
    } else {
      closeAfterLastPackets(CloseReason.SERVER_DISCONNECT);
    }
  }

  /** Whether it has been silenced. */
  public boolean isSilent() {
    return silent;
  }

  /** Tells the client that it is disconnected, so that it does not come back by itself. */
  public void disconnect() {
    if (conduct().tellsDisconnect()) {
      connected.keySet().forEach(namespace -> send(PacketsOut.disconnect(namespace)));
    }
    closeAfterLastPackets(CloseReason.SERVER_DISCONNECT);
  }

  /** The client has closed the session. Its poll may still be on the way, and is answered too. */
  void closedByClient() {
    boolean pollIsDue;
    synchronized (this) {
      pollIsDue = !upgraded && !isPolled() && !isClosed();
      if (pollIsDue) {
        closing = true;
        head.getPacketsQueue(Transport.POLLING).clear();
        head.send(PacketsOut.noop());
      }
    }
    if (pollIsDue) {
      leaveSeat();
      loop.schedule(
          () -> close(CloseReason.CLIENT_CLOSED), LAST_POLL_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      close(CloseReason.CLIENT_CLOSED);
    }
  }

  /**
   * Closes the connection once what was sent has gone out. A standard client reconnects, unless it
   * was told that it is disconnected.
   */
  public void closeAfterLastPackets(CloseReason reason) {
    boolean fetched;
    synchronized (this) {
      if (isClosed()) {
        return;
      }
      closing = true;
      if (!upgraded && isCleanlyClosed(reason)) {
        send(PacketsOut.close());
      }
      fetched = upgraded || head.getPacketsQueue(Transport.POLLING).isEmpty();
    }
    leaveSeat();
    if (fetched) {
      close(reason);
    } else {
      loop.schedule(() -> close(reason), FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Closes the connection after a while, where no namespace has let the client in by then. */
  void closeUnlessConnected(long delay, TimeUnit unit) {
    loop.schedule(
        () -> {
          if (connected.isEmpty()) {
            closeAfterLastPackets(CloseReason.NEVER_CONNECTED);
          }
        },
        delay,
        unit);
  }

  /** The last packets of a closing session have gone out. */
  void farewellSent() {
    loop.execute(() -> close(CloseReason.SERVER_DISCONNECT));
  }

  /** Ends the session at once and frees all that it holds. Idempotent. */
  public void close(CloseReason reason) {
    Channel socket;
    Channel waiting;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (!upgraded && isPolled() && isCleanlyClosed(reason)) {
        head.send(
            reason == CloseReason.CLIENT_CLOSED ? PacketsOut.noop() : PacketsOut.close(),
            Transport.POLLING);
      }
      closed = true;
      heartbeat.end();
      attachments = null;
      socket = webSocket;
      waiting = poll;
    }
    leaveSeat();
    if (!isCleanlyClosed(reason)) {
      closeAtOnce(socket);
      closeAtOnce(waiting);
    }
    head.onChannelDisconnect();
    connected.clear();
    forget.run();
    if (waiting != null) {
      PollAnswer.release(waiting);
    }
    if (socket != null && socket.isActive()) {
      socket
          .writeAndFlush(new CloseWebSocketFrame(status(reason)))
          .addListener(done -> HangUp.of(socket, reason == CloseReason.SERVER_DISCONNECT));
      unlessClosed(socket, FAREWELL_MILLIS, () -> socket.close());
    }
  }

  private boolean isCleanlyClosed(CloseReason reason) {
    return reason != CloseReason.SHUTDOWN || conduct().endsCleanly();
  }

  private static void closeAtOnce(@Nullable Channel channel) {
    if (channel != null) {
      channel.close();
    }
  }

  private static WebSocketCloseStatus status(CloseReason reason) {
    return switch (reason) {
      case PROTOCOL_ERROR -> WebSocketCloseStatus.PROTOCOL_ERROR;
      case SHUTDOWN -> WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;
      case TOO_SLOW -> WebSocketCloseStatus.POLICY_VIOLATION;
      default -> WebSocketCloseStatus.NORMAL_CLOSURE;
    };
  }

  /** Runs a task after a while, unless the channel has been closed by then. */
  private static void unlessClosed(Channel channel, long delayMillis, Runnable task) {
    Future<?> timer = channel.eventLoop().schedule(task, delayMillis, TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(done -> timer.cancel(false));
  }
}
