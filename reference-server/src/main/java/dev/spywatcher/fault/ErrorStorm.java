package dev.spywatcher.fault;

import dev.spywatcher.socket.Session;
import java.time.Duration;
import java.util.Map;

/** Every client is sent so many errors a second. */
final class ErrorStorm extends Fault {

  private static final double LEAST_RATE = 0.001;
  private static final double MOST_RATE = 1_000;
  private static final Map<String, String> ERROR = Map.of("message", "Internal server error");

  ErrorStorm(Setup setup) {
    super(setup);
  }

  @Override
  void begin() {
    double rate = Math.min(Math.max(settings.number("rate"), LEAST_RATE), MOST_RATE);
    later(Duration.ofNanos((long) (1e9 / rate)), this::strikeEach);
  }

  private void strikeEach() {
    for (Session session : site.connected().get()) {
      if (session.identity() != null && strikes()) {
        session.sendEvent("error", ERROR);
      }
    }
    begin();
  }
}
