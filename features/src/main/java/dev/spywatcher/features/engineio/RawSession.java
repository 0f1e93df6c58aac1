package dev.spywatcher.features.engineio;

import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An Engine.IO session by hand. Packets are text as on the wire ({@code 40{"token":…}}); pings are
 * answered, everything else is the caller's to send. Thread-safe.
 */
public abstract class RawSession implements AutoCloseable {
  private final List<String> packets = new ArrayList<>();
  private boolean closed;

  /** Opens a session on the transport given. */
  public static RawSession open(Target target, String transport) {
    return switch (transport) {
      case "websocket" -> new RawWebSocket(target);
      case "polling" -> new RawPolling(target);
      default -> throw new IllegalArgumentException("there is no raw " + transport);
    };
  }

  /** Sends one packet; to a session that is closed already, nothing. */
  public abstract void send(String packet);

  @Override
  public abstract void close();

  /** The first packet received that matches, waited for up to the deadline. */
  public String await(String description, Predicate<String> matches, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (this) {
      while (true) {
        for (String packet : packets) {
          if (matches.test(packet)) {
            return packet;
          }
        }
        if (!waitUntil(end)) {
          throw new AssertionError(
              "the raw client did not receive %s within %s; it received %s%s"
                  .formatted(description, deadline, packets, closed ? " and was closed" : ""));
        }
      }
    }
  }

  public void awaitClosed(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (this) {
      while (!closed) {
        if (!waitUntil(end)) {
          throw new AssertionError(
              "the raw client was not closed within %s; it received %s"
                  .formatted(deadline, packets));
        }
      }
    }
  }

  public synchronized List<String> packets() {
    return List.copyOf(packets);
  }

  final void receive(String packet) {
    synchronized (this) {
      packets.add(packet);
      notifyAll();
    }
    if (packet.equals("2")) {
      send("3");
    }
  }

  final synchronized void ended() {
    closed = true;
    notifyAll();
  }

  final synchronized boolean isClosed() {
    return closed;
  }

  private boolean waitUntil(long end) {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      wait(left);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a packet", e);
    }
  }
}
