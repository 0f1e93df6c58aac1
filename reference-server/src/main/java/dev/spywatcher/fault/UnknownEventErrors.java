package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import dev.spywatcher.socket.Session;
import java.util.Map;
import java.util.Set;

/** An unknown event is an error (ERR-2). */
final class UnknownEventErrors extends Fault {

  UnknownEventErrors(Setup setup) {
    super(setup);
  }

  private static final Set<String> KNOWN =
      Set.of(
          "subscribe:guild", "subscribe:analytics", "unsubscribe:guild", "unsubscribe:analytics");

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean takes(Session session, String event) {
        if (KNOWN.contains(event) || !strikes()) {
          return honest.takes(session, event);
        }
        session.sendEvent("error", Map.of("message", "Unknown event"));
        return false;
      }
    };
  }
}
