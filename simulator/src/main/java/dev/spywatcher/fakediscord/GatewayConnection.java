package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One websocket of a bot, from HELLO to its end. Lives on its event loop; {@link #deliver} and what
 * the faults call may come from any thread.
 */
final class GatewayConnection extends SimpleChannelInboundHandler<WebSocketFrame> {

  private static final Logger log = LoggerFactory.getLogger(GatewayConnection.class);
  private static final byte[] ACK = Json.bytes(Json.object().put("op", 11));
  private static final byte[] HEARTBEAT_REQUEST =
      Json.bytes(Json.object().put("op", 1).putNull("d"));

  /** How long a peer has to answer a close frame, or to leave after op 7. */
  private static final long PARTING_SECONDS = 5;

  private final Gateway gateway;
  private final CommandRate rate;
  private @Nullable Outbox outbox;
  private @Nullable GatewaySession session;
  private @Nullable MemberChunks chunks;
  private boolean supported = true;
  private boolean parting;
  private boolean muted;
  private @Nullable HeartbeatRequests requests;
  private int closeCode = 1006;
  private long heardNanos = System.nanoTime();

  GatewayConnection(Gateway gateway) {
    super(WebSocketFrame.class);
    this.gateway = gateway;
    this.rate =
        new CommandRate(gateway.options().commandLimit(), gateway.options().heartbeatInterval());
  }

  /** Sends a payload after those that were delivered before. Any thread. */
  void deliver(byte[] payload) {
    Outbox out = outbox;
    if (out != null) {
      out.add(payload);
    }
  }

  /** How many bytes wait for the bot to take them. Any thread. */
  long waitingBytes() {
    Outbox out = outbox;
    return out == null ? 0 : out.waitingBytes();
  }

  /** Waits, for a while, until what was delivered and struck before has been done. Any thread. */
  void settle() {
    Outbox out = outbox;
    if (out != null) {
      out.settle();
    }
  }

  /** Runs a fault on the event loop, after what was delivered before. Any thread. */
  void strike(Runnable fault) {
    Outbox out = outbox;
    if (out != null) {
      out.afterwards(fault);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof HandshakeComplete handshake) {
      GatewayUrl url = GatewayUrl.of(handshake.requestUri());
      outbox = new Outbox(context, url.compressed());
      requests = new HeartbeatRequests(context.executor(), () -> deliver(HEARTBEAT_REQUEST));
      supported = url.supported();
      gateway.opened(this);
      ObjectNode hello = Json.object().put("op", 10);
      long interval = gateway.options().heartbeatInterval().toMillis();
      hello.putObject("d").put("heartbeat_interval", interval).putArray("_trace").add("spywatcher");
      deliver(Json.bytes(hello));
      expectHeartbeat(context, 2 * interval);
    }
  }

  private void expectHeartbeat(ChannelHandlerContext context, long millis) {
    context
        .executor()
        .schedule(
            () -> {
              long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardNanos);
              if (silent >= millis) {
                close(CloseCode.SESSION_TIMED_OUT.code(), CloseCode.SESSION_TIMED_OUT.reason());
              } else if (context.channel().isActive()) {
                expectHeartbeat(context, millis);
              }
            },
            millis,
            TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      closedByBot(context, close);
    } else if (!parting) {
      try {
        if (!(frame instanceof TextWebSocketFrame)) {
          throw new GatewayException(CloseCode.DECODE_ERROR);
        }
        take(context, GatewayCommand.tree(ByteBufUtil.getBytes(frame.content())));
      } catch (GatewayException e) {
        close(e.code().code(), e.code().reason());
      }
    }
  }

  private void take(ChannelHandlerContext context, JsonNode payload) throws GatewayException {
    rate.count(payload.path("op").intValue() == 1, System.nanoTime());
    gateway.received(session, payload);
    GatewayCommand command = GatewayCommand.of(payload);
    if (command instanceof GatewayCommand.Heartbeat heartbeat) {
      heard(heartbeat);
    } else if (command instanceof GatewayCommand.Identify identify) {
      requireNoSession();
      identify(identify);
    } else if (command instanceof GatewayCommand.Resume resume) {
      requireNoSession();
      resume(resume);
    } else if (session == null) {
      throw new GatewayException(CloseCode.NOT_AUTHENTICATED);
    } else if (command instanceof GatewayCommand.RequestMembers request) {
      MemberChunks more = chunks;
      if (more == null) {
        more = new MemberChunks(gateway.world(), context.channel());
        chunks = more;
      }
      more.answer(session, request);
    }
  }

  private void heard(GatewayCommand.Heartbeat heartbeat) {
    heardNanos = System.nanoTime();
    if (!muted) {
      deliver(ACK);
    }
    long lag = requests == null ? 0 : requests.answered();
    if (session != null) {
      gateway.confirmed(session, heartbeat.sequence(), Duration.ofNanos(lag));
    }
  }

  private void requireNoSession() throws GatewayException {
    if (session != null) {
      throw new GatewayException(CloseCode.ALREADY_AUTHENTICATED);
    }
    if (!supported) {
      throw new GatewayException(CloseCode.INVALID_API_VERSION);
    }
  }

  private void identify(GatewayCommand.Identify identify) throws GatewayException {
    session = gateway.begin(identify, this);
    Outbox out = outbox;
    if (identify.compressed() && out != null) {
      out.compressEach();
    }
    log.info("{} logged in, session {}, shard {}", shown(identify), session.id(), identify.shard());
  }

  private static String shown(GatewayCommand.Identify identify) {
    String clean = identify.library().replaceAll("[^\\x20-\\x7e]", "");
    return clean.isEmpty() ? "a bot" : clean;
  }

  private void resume(GatewayCommand.Resume resume) throws GatewayException {
    session = gateway.resume(resume, this);
    if (session == null) {
      deliver(invalid(false));
    } else {
      log.info("session {} resumed after dispatch {}", session.id(), resume.sequence());
    }
  }

  private static byte[] invalid(boolean resumable) {
    return Json.bytes(Json.object().put("op", 9).put("d", resumable));
  }

  private void closedByBot(ChannelHandlerContext context, CloseWebSocketFrame close) {
    closeCode = close.statusCode() < 0 ? 1005 : close.statusCode();
    if ((closeCode == 1000 || closeCode == 1001) && session != null && !parting) {
      gateway.forget(session);
      session = null;
    }
    context.writeAndFlush(close.retainedDuplicate()).addListener(done -> context.close());
  }

  /** Op 7: the bot is asked to come back on another connection. */
  void askToReconnect() {
    strike(
        () -> {
          deliver(Json.bytes(Json.object().put("op", 7).putNull("d")));
          drop(PARTING_SECONDS);
        });
  }

  /**
   * Op 1: the bot is to say how far it is, which it does once it has read what was delivered
   * before. Any thread.
   */
  void askForHeartbeat() {
    strike(
        () -> {
          if (requests != null) {
            requests.ask();
          }
        });
  }

  /** Op 9: the session is over, or is to be resumed. */
  void invalidate(boolean resumable) {
    strike(
        () -> {
          GatewaySession ended = session;
          if (ended != null) {
            session = null;
            gateway.detach(ended, this, resumable);
          }
          deliver(invalid(resumable));
        });
  }

  /** Closes with a code; the session outlives it where Discord's would. Any thread. */
  void close(int code, String reason) {
    strike(
        () -> {
          if (!parting && outbox != null) {
            parting = true;
            GatewaySession ended = session;
            if (ended != null) {
              gateway.detach(ended, this, CloseCode.keepsSession(code));
            }
            outbox.close(code, reason);
            drop(PARTING_SECONDS);
          }
        });
  }

  /** Heartbeats are taken and not answered from now on, or are answered again. Any thread. */
  void mute(boolean unanswered) {
    strike(() -> muted = unanswered);
  }

  /** Nothing is sent from now on, or is sent again. Any thread. */
  void silence(boolean silent) {
    strike(
        () -> {
          if (outbox != null) {
            outbox.silence(silent);
          }
        });
  }

  /** Cuts the connection without a word. Any thread. */
  void cut() {
    strike(() -> drop(0));
  }

  private void drop(long afterSeconds) {
    Outbox out = outbox;
    if (out != null) {
      out.drop(afterSeconds);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (chunks != null) {
      chunks.goOn();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    GatewaySession ended = session;
    gateway.closed(this, ended, closeCode);
    if (ended != null) {
      session = null;
      gateway.detach(ended, this, true);
    }
    Outbox out = outbox;
    if (out != null) {
      out.end();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("gateway connection: {}", cause.toString());
    context.close();
  }
}
