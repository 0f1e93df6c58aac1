package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.util.Map;

/** Errors have a code beside their message (ERR-1). */
final class ErrorWithCode extends Fault {

  ErrorWithCode(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Object payload(String event, Object payload) {
        return payload instanceof Map<?, ?> map && event.equals("error") && strikes()
            ? Map.of("message", String.valueOf(map.get("message")), "code", 403)
            : honest.payload(event, payload);
      }
    };
  }
}
