package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.util.LinkedHashMap;
import java.util.Map;

/** The handshake announces other heartbeat times than those of the document (CONN-3). */
final class OtherPingTimes extends Fault {

  OtherPingTimes(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Map<String, Object> open(Map<String, Object> fields) {
        Map<String, Object> open = new LinkedHashMap<>(honest.open(fields));
        if (strikes()) {
          open.put("pingInterval", settings.duration("interval").toMillis());
          open.put("pingTimeout", settings.duration("timeout").toMillis());
        }
        return open;
      }
    };
  }
}
