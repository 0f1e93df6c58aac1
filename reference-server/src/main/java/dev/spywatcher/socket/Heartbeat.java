package dev.spywatcher.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pings one client, and tells when it has fallen silent (CONN-4) or has not connected to a
 * namespace in time (CONN-9). Replaces the library's timers, which miss pongs that are lost and
 * tell the client not to reconnect. One timer for all three, since there are thousands of clients.
 * Thread-safe; calls back on the client's event loop, holding no lock.
 */
final class Heartbeat {

  /** A client that is left in silence gives up after one round. */
  private static final int ROUNDS_OF_SILENCE = 5;

  private final EventLoop loop;
  private final SocketSettings settings;
  private final Runnable ping;
  private final Consumer<CloseReason> close;
  private volatile long heardNanos = System.nanoTime();
  private long nextPingNanos;
  private long connectByNanos;
  private boolean awaitingConnect;
  private boolean ended;
  private boolean silent;
  private @Nullable Future<?> timer;

  /**
   * A heartbeat that has not begun.
   *
   * @param ping sends one
   * @param close ends the session
   */
  Heartbeat(EventLoop loop, SocketSettings settings, Runnable ping, Consumer<CloseReason> close) {
    this.loop = loop;
    this.settings = settings;
    this.ping = ping;
    this.close = close;
  }

  /** Begins to ping, and to await the first CONNECT. */
  synchronized void begin() {
    nextPingNanos = System.nanoTime() + settings.pingInterval().toNanos();
    awaitConnect();
  }

  /** A packet has come in: the client is there. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  /** The client is in no namespace, and has until the deadline to connect to one. */
  synchronized void awaitConnect() {
    if (!awaitingConnect && !silent) {
      awaitingConnect = true;
      Duration allowed = settings.conduct().get().connectTimeout(settings.connectTimeout());
      connectByNanos = System.nanoTime() + allowed.toNanos();
      setTimer();
    }
  }

  /** A namespace has let the client in. */
  synchronized void connected() {
    awaitingConnect = false;
  }

  /** Silence is kept on purpose: the client is given long enough to notice and to give up. */
  synchronized void keepSilent() {
    silent = true;
    awaitingConnect = false;
    heard();
    setTimer();
  }

  /** Nothing is due any more. */
  synchronized void end() {
    ended = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  /** When a client that is not heard of again counts as gone. */
  private long silentByNanos() {
    Duration allowed = settings.pingInterval().plus(settings.pingTimeout());
    if (silent) {
      return heardNanos + allowed.multipliedBy(ROUNDS_OF_SILENCE).toNanos();
    }
    return heardNanos + settings.conduct().get().allowedSilence(allowed).toNanos();
  }

  private void setTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
    if (ended) {
      return;
    }
    long now = System.nanoTime();
    // Instants of nanoTime may only be compared by their difference.
    long wait = Math.min(nextPingNanos - now, silentByNanos() - now);
    if (awaitingConnect) {
      wait = Math.min(wait, connectByNanos - now);
    }
    timer = loop.schedule(this::wake, Math.max(0, wait), TimeUnit.NANOSECONDS);
  }

  private void wake() {
    CloseReason reason = null;
    boolean pingIsDue = false;
    synchronized (this) {
      if (ended) {
        return;
      }
      long now = System.nanoTime();
      if (silentByNanos() - now <= 0) {
        reason = CloseReason.PING_TIMEOUT;
      } else if (awaitingConnect && connectByNanos - now <= 0) {
        reason = CloseReason.NEVER_CONNECTED;
      } else {
        pingIsDue = nextPingNanos - now <= 0;
        if (pingIsDue) {
          nextPingNanos += settings.pingInterval().toNanos();
        }
        setTimer();
      }
    }
    if (reason != null) {
      close.accept(reason);
    } else if (pingIsDue) {
      ping.run();
    }
  }
}
