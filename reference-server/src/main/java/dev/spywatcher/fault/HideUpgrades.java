package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The handshake by polling offers no websocket (CONN-1, CONN-2). */
final class HideUpgrades extends Fault {

  HideUpgrades(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Map<String, Object> open(Map<String, Object> fields) {
        Map<String, Object> open = new LinkedHashMap<>(honest.open(fields));
        if (strikes()) {
          open.put("upgrades", List.of());
        }
        return open;
      }
    };
  }
}
