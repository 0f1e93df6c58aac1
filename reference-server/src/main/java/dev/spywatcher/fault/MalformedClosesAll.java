package dev.spywatcher.fault;

import dev.spywatcher.socket.CloseReason;
import dev.spywatcher.socket.Conduct;
import dev.spywatcher.socket.Session;
import java.util.List;

/** A malformed packet closes every connection (CONN-10). */
final class MalformedClosesAll extends Fault {

  MalformedClosesAll(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean closesMalformed(Session session) {
        if (strikes()) {
          for (Session other : List.copyOf(site.connected().get())) {
            if (!other.equals(session)) {
              other.close(CloseReason.PROTOCOL_ERROR);
            }
          }
        }
        return honest.closesMalformed(session);
      }
    };
  }
}
