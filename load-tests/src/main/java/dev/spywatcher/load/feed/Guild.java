package dev.spywatcher.load.feed;

import dev.spywatcher.load.crowd.Numbering;
import dev.spywatcher.load.crowd.Spectators;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A guild of the benchmark: one channel, the users who write and those who look on. The names are
 * of a length that makes every packet as long as {@link Numbering#PACKET_LENGTH} says.
 *
 * @param id its Discord id
 */
public record Guild(String id) {

  static final String CHANNEL_ID = "400000000000000001";
  static final String CHANNEL_NAME = "general";

  /** The body of the call that defines it. */
  public String definition() {
    Stream<String> writers =
        IntStream.range(0, Feed.WRITERS * Numbering.CYCLE)
            .mapToObj(
                i ->
                    member(
                        Numbering.userId(i / Numbering.CYCLE, i % Numbering.CYCLE),
                        Numbering.username(i / Numbering.CYCLE, i % Numbering.CYCLE)));
    List<String> spectators = Spectators.discordIds();
    return "{\"name\":\"benchmark\",\"channels\":[{\"id\":\""
        + CHANNEL_ID
        + "\",\"name\":\""
        + CHANNEL_NAME
        + "\"}],\"members\":["
        + Stream.concat(writers, spectators.stream().map(id -> member(id, "user" + id)))
            .collect(Collectors.joining(","))
        + "]}";
  }

  private static String member(String userId, String username) {
    return "{\"userId\":\"%s\",\"username\":\"%s\",\"createdAt\":\"2020-01-01T00:00:00Z\"}"
        .formatted(userId, username);
  }

  /** A message of a writer, as the control API takes it. */
  String message(int writer, int number, String timestamp) {
    return "{\"type\":\"message\",\"guildId\":\""
        + id
        + "\",\"userId\":\""
        + Numbering.userId(writer, number)
        + "\",\"channelId\":\""
        + CHANNEL_ID
        + "\",\"content\":\"Has anyone tried the new build yet?\",\"timestamp\":\""
        + timestamp
        + "\"}";
  }
}
