package dev.spywatcher.features.network;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A packet that a client sent or received, or a change of its connection.
 *
 * @param mark which of these it is
 * @param text as on the wire
 * @param at when, by the wall clock
 * @param nanos when, by the monotonic clock
 */
public record Packet(String mark, String text, Instant at, long nanos) {
  private static final int SHOWN = 400;
  private static final int LISTED = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  public static Packet received(String text) {
    return new Packet("<", text, Instant.now(), System.nanoTime());
  }

  public static Packet sent(String text) {
    return new Packet(">", text, Instant.now(), System.nanoTime());
  }

  public boolean isReceived() {
    return mark.equals("<");
  }

  /** How long after the moment given, of the monotonic clock, it was. */
  public Duration since(long otherNanos) {
    return Duration.ofNanos(nanos - otherNanos);
  }

  /** A heading, and below it packets in the order of their times; of very many the last. */
  public static String listed(String heading, List<Packet> packets) {
    List<Packet> sorted = new ArrayList<>(packets);
    sorted.sort(Comparator.comparingLong(Packet::nanos));
    int hidden = Math.max(0, sorted.size() - LISTED);
    StringBuilder text = new StringBuilder(heading);
    text.append(hidden > 0 ? "\n(" + hidden + " before)" : "");
    sorted.subList(hidden, sorted.size()).forEach(packet -> text.append('\n').append(packet));
    return text.toString();
  }

  @Override
  public String toString() {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return TIME.format(at) + " " + mark + " " + shown;
  }
}
