package dev.spywatcher.socket;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.corundumstudio.socketio.protocol.PacketEncoder;
import dev.spywatcher.limit.Gate;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.ssl.OptionalSslHandler;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The map of the socket stage: the library's pipeline with a repair at each place that needs one.
 * From the network to the API:
 *
 * <ol>
 *   <li>TLS, where it is set ({@link Certificate})
 *   <li>HTTP encoder (library); {@link ConnectionClose}: says what the library does
 *   <li>HTTP decoder and aggregator (library); {@link PostOverlap} between them: one POST at a time
 *   <li>{@link OriginPolicy}: CORS
 *   <li>{@link RequestGuard}: only requests that the protocol allows; handshakes past the {@link
 *       Door}
 *   <li>AuthorizeHandler (library): makes the session
 *   <li>{@link SessionOpener}: registers it
 *   <li>{@link PollingRequests}: GET and POST of polling
 *   <li>{@link WebSocketOpener}: opens websockets, each with a {@link FrameReader}
 *   <li>EncoderHandler (library): packets to websocket frames; {@link BinaryFrames} mends binary
 *       ones
 *   <li>{@link PollAnswer}: packets to answers of polls
 *   <li>{@link FaultCloser}
 * </ol>
 */
final class SocketPipeline extends SocketIOChannelInitializer {

  private static final List<String> HTTP_ONLY =
      List.of(
          "originPolicy",
          "postOverlap",
          "connectionClose",
          "requestGuard",
          AUTHORIZE_HANDLER,
          "sessionOpener",
          XHR_POLLING_TRANSPORT,
          WEB_SOCKET_TRANSPORT,
          WRONG_URL_HANDLER,
          "pollAnswer",
          "faultCloser");

  private final Configuration configuration;
  private final NamespacesHub namespaces;
  private final CorsConfig cors;
  private final @Nullable Certificate certificate;
  private final Supplier<Conduct> conduct;
  private final ConnectionClose connectionClose;
  private final BinaryFrames binaryFrames = new BinaryFrames();
  private final FaultCloser faultCloser;
  private final Sessions sessions;
  private final PollingRequests pollingRequests;
  private final RequestGuard requestGuard;
  private final SessionOpener sessionOpener;
  private final WebSocketOpener webSocketOpener;
  private final PollAnswer pollAnswer;

  SocketPipeline(
      Configuration configuration,
      NamespacesHub namespaces,
      SocketSettings settings,
      Sessions sessions,
      Gate gate,
      @Nullable Certificate certificate,
      RefusalLog refusals) {
    this.configuration = configuration;
    this.namespaces = namespaces;
    this.conduct = settings.conduct();
    this.cors = OriginPolicy.config(settings.corsOrigins());
    PacketDispatch dispatch = new PacketDispatch(namespaces, settings.conduct());
    this.sessions = sessions;
    this.pollingRequests = new PollingRequests(sessions, dispatch, refusals);
    this.certificate = certificate;
    this.connectionClose = new ConnectionClose(settings.conduct());
    this.requestGuard =
        new RequestGuard(
            sessions, new Door(gate, settings, refusals), refusals, settings.conduct());
    this.sessionOpener = new SessionOpener(sessions, this::onDisconnect);
    this.faultCloser = new FaultCloser(refusals);
    this.webSocketOpener =
        new WebSocketOpener(sessions, dispatch, settings.maxPayload(), faultCloser);
    this.pollAnswer =
        new PollAnswer(new PacketEncoder(configuration, configuration.getJsonSupport()), sessions);
  }

  /** Makes the library's handlers; once, before the first connection. */
  void start() {
    start(configuration, namespaces);
  }

  /** From now on handshakes are answered with 503 (CONN-12). */
  void shutDown() {
    requestGuard.shutDown();
  }

  @Override
  protected void initChannel(Channel channel) throws Exception {
    if (conduct.get().listens()) {
      super.initChannel(channel);
    } else {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      channel.close();
    }
  }

  @Override
  protected void addSslHandler(ChannelPipeline pipeline) {
    if (certificate != null) {
      pipeline.addLast(
          SSL_HANDLER,
          conduct.get().acceptsPlain()
              ? new OptionalSslHandler(certificate.context())
              : certificate.context().newHandler(pipeline.channel().alloc()));
    }
  }

  @Override
  protected void addSocketioHandlers(ChannelPipeline pipeline) {
    super.addSocketioHandlers(pipeline);
    // Decoder and aggregator answer what is corrupt or too large: the encoder must stand before.
    pipeline.remove(HTTP_ENCODER);
    pipeline.addBefore(HTTP_REQUEST_DECODER, HTTP_ENCODER, new HttpResponseEncoder());
    pipeline.addBefore(HTTP_AGGREGATOR, "originPolicy", new OriginPolicy(cors, conduct));
    pipeline.addBefore(HTTP_AGGREGATOR, "postOverlap", new PostOverlap(sessions));
    pipeline.addAfter(HTTP_ENCODER, "connectionClose", connectionClose);
    pipeline.replace(PACKET_HANDLER, "requestGuard", requestGuard);
    pipeline.addAfter(AUTHORIZE_HANDLER, "sessionOpener", sessionOpener);
    pipeline.replace(XHR_POLLING_TRANSPORT, XHR_POLLING_TRANSPORT, pollingRequests);
    pipeline.replace(WEB_SOCKET_TRANSPORT, WEB_SOCKET_TRANSPORT, webSocketOpener);
    pipeline.addLast("binaryFrames", binaryFrames);
    pipeline.addLast("pollAnswer", pollAnswer);
    pipeline.addLast("faultCloser", faultCloser);
  }

  /** Takes away what an open websocket has no more use for; there may be thousands of them. */
  static void settle(ChannelPipeline pipeline) {
    for (String handler : HTTP_ONLY) {
      if (pipeline.get(handler) != null) {
        pipeline.remove(handler);
      }
    }
  }
}
