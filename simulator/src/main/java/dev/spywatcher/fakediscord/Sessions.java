package dev.spywatcher.fakediscord;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All sessions, also those that wait for a RESUME. Not thread-safe: guarded by {@link World}. */
final class Sessions {

  /** How long a session waits for a RESUME. */
  private static final long PATIENCE = Duration.ofMinutes(5).toNanos();

  /** More than any bot leaves behind; a loop of failing log-ins would fill the heap. */
  private static final int MOST_WAITING = 20;

  private final Map<String, GatewaySession> sessions = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** An id that nobody can guess. */
  String newId() {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  void add(GatewaySession session) {
    sessions.put(session.id(), session);
    List<GatewaySession> waiting =
        sessions.values().stream().filter(one -> one.connection() == null).toList();
    for (int i = 0; i < waiting.size() - MOST_WAITING; i++) {
      sessions.remove(waiting.get(i).id());
    }
  }

  /** The session with that id, or {@code null} where there is none that can be resumed. */
  @Nullable GatewaySession find(String id) {
    GatewaySession session = sessions.get(id);
    if (session != null && session.abandoned(PATIENCE)) {
      sessions.remove(id);
      return null;
    }
    return session;
  }

  /** Ends a session for good. */
  void forget(GatewaySession session) {
    sessions.remove(session.id());
    session.detach();
  }

  void each(Consumer<GatewaySession> action) {
    sessions.values().forEach(action);
  }

  void dispatch(Dispatch dispatch) {
    sessions.values().removeIf(session -> session.abandoned(PATIENCE));
    each(session -> session.dispatch(dispatch));
  }

  List<Identified> described() {
    return sessions.values().stream().map(GatewaySession::described).toList();
  }
}
