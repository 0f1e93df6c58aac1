package dev.spywatcher.socket;

import com.corundumstudio.socketio.handler.ClientHead;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.room.FanOut;
import io.netty.channel.Channel;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Every session from its handshake to its close. Thread-safe. */
public final class Sessions {

  private final Map<UUID, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicLong opened = new AtomicLong();
  private final SocketSettings settings;
  private final FanOut fanOut;
  private final Gate gate;
  private final RefusalLog refusals;

  Sessions(SocketSettings settings, FanOut fanOut, Gate gate, RefusalLog refusals) {
    this.settings = settings;
    this.fanOut = fanOut;
    this.gate = gate;
    this.refusals = refusals;
  }

  /** A handshake was accepted on that channel. */
  Session open(ClientHead head, Channel channel, Runnable forget) {
    Session session =
        new Session(
            head,
            opened.incrementAndGet(),
            channel,
            settings,
            fanOut,
            gate.emissions(),
            refusals,
            () -> {
              sessions.remove(head.getSessionId());
              forget.run();
            });
    sessions.put(head.getSessionId(), session);
    session.begin();
    return session;
  }

  /** The open session of that id, or {@code null}. */
  public @Nullable Session session(UUID id) {
    return sessions.get(id);
  }

  /** The open session whose sid a request names, or {@code null}. */
  @Nullable Session session(String sid) {
    try {
      return session(UUID.fromString(sid));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** How often each refusal was made, since the start: what was done, why, and the number. */
  public List<RefusalCount> refusals() {
    return refusals.counts();
  }

  /** All open sessions. */
  public Collection<Session> all() {
    return Collections.unmodifiableCollection(sessions.values());
  }
}
