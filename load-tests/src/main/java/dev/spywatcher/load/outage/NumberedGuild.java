package dev.spywatcher.load.outage;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A guild whose events are numbered from 0, each by a member of its own, so that a delivery tells
 * which event it is. Kinds of events take turns; each is delivered as one event. Immutable.
 *
 * @param index up to 999
 * @param events how many there are at most
 */
record NumberedGuild(int index, int events) {

  /** What Discord's ids begin at here, so that guilds fall to shards by their index. */
  private static final long FIRST = 150_000_000_000L;

  private static final int LENGTH = 18;
  private static final long NUMBERS = 100_000_000_000_000L;
  private static final int KINDS = 4;
  private static final int JOIN = 3;

  /** Its Discord id: {@code (id >> 22) % shards} is {@code index % shards}. */
  String id() {
    return Long.toString((FIRST + index) << 22);
  }

  /** Its number in an id of one of its members. */
  static int guildOf(String userId) {
    return parse(userId) < 0 ? -1 : (int) (parse(userId) / NUMBERS % 1_000);
  }

  /** The number of the event that the member with that id causes; -1 where it is none of ours. */
  static long numberOf(String userId) {
    return parse(userId) < 0 ? -1 : parse(userId) % NUMBERS;
  }

  private static long parse(String userId) {
    if (userId.length() != LENGTH || userId.charAt(0) != '8') {
      return -1;
    }
    try {
      return Long.parseLong(userId);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private String userId(long number) {
    return "8%03d%014d".formatted(index, number);
  }

  private String channelId() {
    return "4" + id();
  }

  private String roleId() {
    return "1" + id();
  }

  /** The guild as the control API and recordings have it, with these members beside its own. */
  String definition(List<String> viewers, boolean withId) {
    Stream<String> actors =
        LongStream.range(0, events).filter(n -> n % KINDS != JOIN).mapToObj(this::userId);
    String members =
        Stream.concat(actors, viewers.stream())
            .map(
                user ->
                    "{\"userId\":\"%1$s\",\"username\":\"user%1$s\",\"createdAt\":\"2020-01-01T00:00:00Z\",\"bot\":false,\"roles\":[]}"
                        .formatted(user))
            .collect(Collectors.joining(","));
    return "{%s\"name\":\"numbered %d\",\"channels\":[{\"id\":\"%s\",\"name\":\"general\"}],\"roles\":[{\"id\":\"%s\",\"name\":\"even\"}],\"members\":[%s]}"
        .formatted(withId ? "\"id\":\"" + id() + "\"," : "", index, channelId(), roleId(), members);
  }

  /** An event as the control API and recordings have it. */
  String event(long number, String timestamp) {
    String user = userId(number);
    String fields =
        switch ((int) (number % KINDS)) {
          case 0 ->
              "\"type\":\"message\",\"content\":\"hello\",\"channelId\":\"" + channelId() + '"';
          case 1 -> "\"type\":\"presence\",\"platforms\":[\"desktop\"],\"status\":\"online\"";
          case 2 -> "\"type\":\"roles\",\"roles\":[\"" + roleId() + "\"]";
          default ->
              "\"type\":\"join\",\"bot\":false,\"createdAt\":\"2020-01-01T00:00:00Z\",\"username\":\"user"
                  + user
                  + '"';
        };
    return "{\"guildId\":\"%s\",\"userId\":\"%s\",\"timestamp\":\"%s\",%s}"
        .formatted(id(), user, timestamp, fields);
  }
}
