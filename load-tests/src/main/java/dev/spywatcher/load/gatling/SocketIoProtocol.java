package dev.spywatcher.load.gatling;

import dev.spywatcher.load.client.Reconnection;
import dev.spywatcher.load.client.TransportKind;
import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolKey;
import java.net.URI;
import scala.Function1;

/** How all sockets of a run connect, unless a step says otherwise. */
record SocketIoProtocol(URI url, TransportKind transport, Reconnection reconnection)
    implements Protocol {

  static final ProtocolKey<SocketIoProtocol, SocketIoComponents> KEY =
      new ProtocolKey<>() {
        @Override
        @SuppressWarnings("unchecked")
        public Class<Protocol> protocolClass() {
          return (Class<Protocol>) (Class<?>) SocketIoProtocol.class;
        }

        @Override
        public SocketIoProtocol defaultProtocolValue(GatlingConfiguration configuration) {
          throw new IllegalStateException(
              "no target: add .protocols(SocketIo.target(\"http://…\")) to setUp");
        }

        @Override
        public Function1<SocketIoProtocol, SocketIoComponents> newComponents(CoreComponents core) {
          return SocketIoComponents::new;
        }
      };
}
