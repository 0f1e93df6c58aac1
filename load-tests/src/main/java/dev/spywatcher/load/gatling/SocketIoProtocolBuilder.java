package dev.spywatcher.load.gatling;

import dev.spywatcher.load.client.Reconnection;
import dev.spywatcher.load.client.TransportKind;
import io.gatling.core.protocol.Protocol;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.net.URI;

/** What goes into {@code setUp(…).protocols(…)}. */
public final class SocketIoProtocolBuilder implements ProtocolBuilder {

  private final URI url;
  private TransportKind transport = TransportKind.WEBSOCKET;
  private Reconnection reconnection = Reconnection.NEVER;

  SocketIoProtocolBuilder(String url) {
    this.url = URI.create(url);
  }

  /** Websocket unless given. */
  public SocketIoProtocolBuilder transport(TransportKind kind) {
    transport = kind;
    return this;
  }

  /** Sockets stay away once lost unless given. */
  public SocketIoProtocolBuilder reconnection(Reconnection manner) {
    reconnection = manner;
    return this;
  }

  @Override
  public Protocol protocol() {
    return new SocketIoProtocol(url, transport, reconnection);
  }
}
