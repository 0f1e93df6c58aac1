package dev.spywatcher.server;

import dev.spywatcher.auth.Identity;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Ends connections whose token has expired, well within the thirty seconds of AUTH-9. */
record TokenExpiry(ServiceClock clock, Sessions sessions) {

  private static final Duration EVERY = Duration.ofSeconds(5);

  void begin() {
    clock.schedule(EVERY, this::look);
  }

  private void look() {
    Instant now = clock.instant();
    for (Session session : sessions.all()) {
      Identity identity = session.identity();
      if (identity != null
          && identity.expiresAt() != null
          && !identity.expiresAt().isAfter(now)
          && !session.isClosed()) {
        session.refused("disconnected", "its token has expired; connect again with a new one");
        session.sendEvent("error", Map.of("message", "Token expired"));
        session.disconnect();
      }
    }
    begin();
  }
}
