package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.util.LinkedHashMap;
import java.util.Map;

/** The handshake does not announce the size limit (CONN-11). */
final class NoMaxPayload extends Fault {

  NoMaxPayload(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Map<String, Object> open(Map<String, Object> fields) {
        Map<String, Object> open = new LinkedHashMap<>(honest.open(fields));
        if (strikes()) {
          open.remove("maxPayload");
        }
        return open;
      }
    };
  }
}
