package dev.spywatcher.load.gatling;

import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.session.Session;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** Closes a user's socket when the user's scenario is over. */
record SocketIoComponents(SocketIoProtocol protocol) implements ProtocolComponents {

  @Override
  public Function1<Session, Session> onStart() {
    return session -> session;
  }

  @Override
  public Function1<Session, BoxedUnit> onExit() {
    return session -> {
      UserSocket socket = UserSocket.of(new io.gatling.javaapi.core.Session(session));
      if (socket != null) {
        socket.close();
      }
      return BoxedUnit.UNIT;
    };
  }
}
