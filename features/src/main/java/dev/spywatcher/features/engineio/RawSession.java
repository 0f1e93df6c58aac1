package dev.spywatcher.features.engineio;

import dev.spywatcher.features.network.Packet;
import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Patience;
import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An Engine.IO session by hand. Packets are text as on the wire ({@code 40{"token":…}}); pings are
 * answered until it falls silent, everything else is the caller's to send. Thread-safe.
 */
public abstract class RawSession implements AutoCloseable {
  private final List<Packet> packets = new ArrayList<>();
  private final List<Packet> outgoing = new ArrayList<>();
  private long lastSent = System.nanoTime();
  private long closedAt;
  private boolean closed;
  private boolean silent;
  private String ending = "";

  /** Opens a session on the transport given. */
  public static RawSession open(Target target, Place place, String transport) {
    return switch (transport) {
      case "websocket" -> new RawWebSocket(target, place, "EIO=4&transport=websocket");
      case "polling" -> new RawPolling(target, place);
      default -> throw new IllegalArgumentException("there is no raw " + transport);
    };
  }

  /**
   * Sends one packet; to a session that is closed already, nothing.
   *
   * @return the HTTP status, or 0 where there is none
   */
  public final int send(String packet) {
    if (isClosed()) {
      return 0;
    }
    sent();
    synchronized (this) {
      outgoing.add(Packet.sent(packet));
    }
    return write(packet);
  }

  /** Puts a packet on the wire. */
  abstract int write(String packet);

  @Override
  public abstract void close();

  /** From now on nothing more is sent: no pong, no poll. */
  public synchronized void fallSilent() {
    silent = true;
  }

  /** The first packet received that matches, waited for up to the deadline. */
  public String await(String description, Predicate<String> matches, Duration deadline) {
    long end = System.nanoTime() + Patience.stretched(deadline).toNanos();
    synchronized (this) {
      while (true) {
        for (Packet packet : packets) {
          if (matches.test(packet.text())) {
            return packet.text();
          }
        }
        if (closed || !waitUntil(end)) {
          throw new AssertionError(
              "the raw client did not receive %s within %s; it received %s%s"
                  .formatted(description, deadline, report(), closed ? "\n  and was closed" : ""));
        }
      }
    }
  }

  /** Waits for the end of the session, and gives the time since the last packet that it sent. */
  public Duration awaitClosed(Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (this) {
      while (!closed) {
        if (!waitUntil(end)) {
          throw new AssertionError(
              "the raw client was not closed within %s; it received %s"
                  .formatted(deadline, report()));
        }
      }
      return Duration.ofNanos(closedAt - lastSent);
    }
  }

  public synchronized List<String> packets() {
    return packets.stream().map(Packet::text).toList();
  }

  /** All packets received, with their times. */
  public synchronized List<Packet> timed() {
    return List.copyOf(packets);
  }

  /** Everything received, as lines for a failure's message. */
  public synchronized String report() {
    StringBuilder text = new StringBuilder(packets.isEmpty() ? "nothing at all" : "");
    packets.forEach(packet -> text.append("\n    ").append(packet));
    return text.toString();
  }

  /** What was sent and received, for a report. */
  public synchronized String traffic() {
    List<Packet> all = new ArrayList<>(packets);
    all.addAll(outgoing);
    return Packet.listed(
        "Packets of a raw client" + (closed ? ", which ended " + ending : ""), all);
  }

  /** When the last packet was sent, by the monotonic clock. */
  public synchronized long lastSent() {
    return lastSent;
  }

  public final synchronized boolean isClosed() {
    return closed;
  }

  final void receive(String packet) {
    boolean answer;
    synchronized (this) {
      packets.add(Packet.received(packet));
      answer = !silent && !closed;
      notifyAll();
    }
    if (packet.equals("2") && answer) {
      send("3");
    }
  }

  /** Notes how it ended, such as {@code close frame 1001}; only the first end counts. */
  final synchronized void ended(String how) {
    if (!closed) {
      closed = true;
      closedAt = System.nanoTime();
      ending = how;
    }
    notifyAll();
  }

  /**
   * How it ended: by a close packet or a close frame, or without a word; empty while it is open.
   */
  public final synchronized String ending() {
    return ending;
  }

  final synchronized boolean isSilent() {
    return silent;
  }

  /** Notes that a packet of this session is sent, be it on another transport. */
  public final synchronized void sent() {
    lastSent = System.nanoTime();
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
