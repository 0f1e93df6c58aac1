package dev.spywatcher.load.source;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A guild whose members make events happen. */
public final class SourceGuild {

  private static final String[] STATUSES = {"online", "idle", "dnd"};
  private static final String[] PLATFORMS = {
    "[\"desktop\",\"mobile\"]", "[\"mobile\",\"web\"]", "[\"desktop\",\"web\"]"
  };

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Guilds of a run fall to different shards, which Discord tells by what is above 22 bits. */
  private static final long FIRST = 150_000_000_000L;

  private final int index;
  private final String id;
  private final List<Stream> streams;
  private final List<Long> activity = new ArrayList<>();
  private volatile boolean remembering;
  private final Map<Stream, Sequence> sequences = new EnumMap<>(Stream.class);

  /**
   * A guild.
   *
   * @param index its number in event ids, up to 9,999
   * @param run tells the guilds of this run from those of others, up to 99,999
   * @param streams what is to happen there
   */
  SourceGuild(int index, int run, List<Stream> streams) {
    this.index = index;
    this.id = Long.toString((FIRST + run * 10_000L + index) << 22);
    this.streams = streams;
    for (Stream stream : Stream.values()) {
      sequences.put(stream, new Sequence());
    }
  }

  /** Its number in event ids. */
  public int index() {
    return index;
  }

  /** Its Discord id. */
  public String id() {
    return id;
  }

  /** What is to happen there. */
  public List<Stream> streams() {
    return streams;
  }

  /** The events of a stream. */
  public Sequence sequence(Stream stream) {
    return java.util.Objects.requireNonNull(sequences.get(stream));
  }

  /**
   * Keeps the times of messages from now on, which are activity in any case; anything else is only
   * where it changes the figures (ANA-4), and those list the first few users.
   */
  public void rememberActivity() {
    remembering = true;
  }

  /** When somebody wrote, milliseconds since 1970, in order; as far as it was remembered. */
  public List<Long> activity() {
    synchronized (activity) {
      return List.copyOf(activity);
    }
  }

  private String channelId() {
    return "4" + id.substring(1);
  }

  /** The body of the call that defines it, with these viewers as members. */
  String definition(List<String> viewers) {
    String actors =
        streams.stream()
            .distinct()
            .flatMap(
                stream ->
                    IntStream.range(0, EventId.CYCLE)
                        .mapToObj(slot -> member(new EventId(index, stream, slot).userId())))
            .collect(Collectors.joining(","));
    String onlookers = viewers.stream().map(SourceGuild::member).collect(Collectors.joining(","));
    return """
        {"name":"load %d","channels":[{"id":"%s","name":"general"}],\
        "roles":[{"id":"1%2$s","name":"even"},{"id":"2%2$s","name":"odd"}],\
        "members":[%s%s%s]}"""
        .formatted(
            index,
            channelId(),
            actors,
            actors.isEmpty() || onlookers.isEmpty() ? "" : ",",
            onlookers);
  }

  private static String member(String userId) {
    return "{\"userId\":\"%1$s\",\"username\":\"user%1$s\",\"createdAt\":\"2020-01-01T00:00:00Z\"}"
        .formatted(userId);
  }

  /** The next event of a stream, as the control API takes it. */
  String next(Stream stream, Instant now) {
    if (remembering && stream == Stream.MESSAGE) {
      synchronized (activity) {
        activity.add(now.toEpochMilli());
      }
    }
    String timestamp = TIME.format(now);
    long number = sequence(stream).next();
    if (stream == Stream.MULTI_CLIENT) {
      sequence(Stream.MULTI_CLIENT_PRESENCE).next();
    }
    int round = (int) (number / EventId.CYCLE);
    String user = new EventId(index, stream, (int) (number % EventId.CYCLE)).userId();
    String fields =
        switch (stream) {
          case MESSAGE ->
              "\"type\":\"message\",\"content\":\"Has anyone tried the new build?\",\"channelId\":\""
                  + channelId()
                  + '"';
          case PRESENCE ->
              "\"type\":\"presence\",\"platforms\":[\"desktop\"],\"status\":\""
                  + STATUSES[round % STATUSES.length]
                  + '"';
          case MULTI_CLIENT ->
              "\"type\":\"presence\",\"status\":\"online\",\"platforms\":"
                  + PLATFORMS[round % PLATFORMS.length];
          case ROLE -> "\"type\":\"roles\",\"roles\":[\"" + (1 + round % 2) + channelId() + "\"]";
          case JOIN ->
              "\"type\":\"join\",\"bot\":false,\"createdAt\":\"2020-01-01T00:00:00Z\","
                  + "\"username\":\"user"
                  + user
                  + '"';
          case MULTI_CLIENT_PRESENCE -> throw new IllegalArgumentException("is never posted");
        };
    return "{\"guildId\":\"%s\",\"userId\":\"%s\",\"timestamp\":\"%s\",%s}"
        .formatted(id, user, timestamp, fields);
  }
}
