package dev.spywatcher.features.engineio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The first packet of a session.
 *
 * @param pingInterval in milliseconds
 * @param pingTimeout in milliseconds
 * @param maxPayload in bytes, or -1 where it is not announced
 */
public record Handshake(
    String sid, List<String> upgrades, long pingInterval, long pingTimeout, long maxPayload) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads {@code 0{"sid":…}}. */
  public static Handshake of(String packet) {
    try {
      JsonNode data = JSON.readTree(packet.substring(1));
      List<String> upgrades = new ArrayList<>();
      data.path("upgrades").forEach(upgrade -> upgrades.add(upgrade.asText()));
      return new Handshake(
          data.path("sid").asText(),
          upgrades,
          data.path("pingInterval").asLong(-1),
          data.path("pingTimeout").asLong(-1),
          data.path("maxPayload").asLong(-1));
    } catch (JsonProcessingException e) {
      throw new AssertionError("this is no handshake: " + packet, e);
    }
  }
}
