package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import java.util.Map;

/** Errors tell where in the server they come from (ERR-1). */
final class ErrorWithStack extends Fault {

  ErrorWithStack(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public Object payload(String event, Object payload) {
        return payload instanceof Map<?, ?> map && event.equals("error") && strikes()
            ? Map.of(
                "message",
                "java.lang.IllegalStateException: "
                    + map.get("message")
                    + " at dev.spywatcher.room.Subscriptions")
            : honest.payload(event, payload);
      }
    };
  }
}
