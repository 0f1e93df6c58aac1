package dev.spywatcher.features.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.features.network.Packet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Something that a client received: an event of the service, or a change of its own connection.
 *
 * @param name of the event
 * @param arguments that came with it
 * @param at when, by the wall clock
 * @param nanos when, by the monotonic clock
 */
public record Received(String name, List<JsonNode> arguments, Instant at, long nanos) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  static Received now(String name, List<JsonNode> arguments) {
    return new Received(name, arguments, Instant.now(), System.nanoTime());
  }

  /** The only argument, or the missing node where there is none. */
  public JsonNode payload() {
    return arguments.isEmpty()
        ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
        : arguments.get(0);
  }

  /** Whether the other is of the same name and content. */
  boolean isLike(Received other) {
    return name.equals(other.name) && arguments.equals(other.arguments);
  }

  /** A change of a connection as a line of what went over it. */
  Packet asPacket() {
    return new Packet("*", name + " " + payload(), at, nanos);
  }

  /** How long after the other this was received. */
  public Duration since(Received other) {
    return Duration.ofNanos(nanos - other.nanos);
  }

  @Override
  public String toString() {
    return TIME.format(at) + " " + name + " " + (arguments.size() == 1 ? payload() : arguments);
  }
}
