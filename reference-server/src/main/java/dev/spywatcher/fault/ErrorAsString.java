package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.util.Map;

/** Errors are plain strings (ERR-1). */
final class ErrorAsString extends Fault {

  ErrorAsString(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Object payload(String event, Object payload) {
        return payload instanceof Map<?, ?> map && event.equals("error") && strikes()
            ? String.valueOf(map.get("message"))
            : honest.payload(event, payload);
      }
    };
  }
}
