package dev.spywatcher.features.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The figures of one guild that follow from what happened there, highest first. */
public record Figures(List<Row> ghosts, List<Row> lurkers, List<Row> channelDiversity) {
  /** By score, then by user id. */
  private static final Comparator<Row> HIGHEST_FIRST =
      Comparator.comparingDouble(Row::score).reversed().thenComparing(Row::userId);

  private static final int GHOSTS = 10;
  private static final int LURKERS = 10;
  private static final int DIVERSE = 20;
  private static final double PRESENCES_OF_A_FULL_LURKER = 5;
  private static final double TOLERANCE = 0.005;

  /** One member's place in a list. */
  public record Row(String userId, String username, double score) {
    boolean same(JsonNode row, String scoreKey) {
      return row.path("userId").asText().equals(userId)
          && row.path("username").asText().equals(username)
          && Math.abs(row.path(scoreKey).asDouble(-1) - score) <= TOLERANCE;
    }
  }

  private static final class Activity {
    private int typingStarts;
    private int messages;
    private int presences;
    private final Set<String> channels = new HashSet<>();
  }

  /** The figures after these events, all of the window, for the members of the guild. */
  public static Figures of(Guild guild, List<DiscordEvent> events) {
    Map<String, Activity> activities = new HashMap<>();
    for (DiscordEvent event : events) {
      Activity activity = activities.computeIfAbsent(event.userId(), user -> new Activity());
      if (event instanceof DiscordEvent.Message message) {
        activity.messages++;
        activity.channels.add(message.channelId());
      } else if (event instanceof DiscordEvent.Typing typing) {
        activity.typingStarts++;
        activity.channels.add(typing.channelId());
      } else if (event instanceof DiscordEvent.Presence) {
        activity.presences++;
      }
    }
    List<Row> ghosts = new ArrayList<>();
    List<Row> lurkers = new ArrayList<>();
    List<Row> diversity = new ArrayList<>();
    for (Guild.Member member : guild.members()) {
      Activity of = activities.getOrDefault(member.userId(), new Activity());
      add(ghosts, member, of, one -> one.typingStarts / (one.messages + 1.0));
      add(
          lurkers,
          member,
          of,
          one ->
              one.channels.isEmpty() ? Math.min(1, one.presences / PRESENCES_OF_A_FULL_LURKER) : 0);
      add(diversity, member, of, one -> one.channels.size());
    }
    return new Figures(
        leading(ghosts, GHOSTS), leading(lurkers, LURKERS), leading(diversity, DIVERSE));
  }

  private static void add(
      List<Row> rows, Guild.Member member, Activity activity, ToDoubleFunction<Activity> score) {
    double value = score.applyAsDouble(activity);
    if (value > 0) {
      rows.add(new Row(member.userId(), member.username(), value));
    }
  }

  private static List<Row> leading(List<Row> rows, int limit) {
    return rows.stream().sorted(HIGHEST_FIRST).limit(limit).toList();
  }

  /** Whether the {@code data} of an update shows exactly these figures, in this order. */
  public boolean shownInOrderBy(JsonNode data, int channels) {
    return shownBy(data, channels)
        && inOrder(ghosts, data.path("ghosts"))
        && inOrder(lurkers, data.path("lurkers"))
        && inOrder(channelDiversity, data.path("channelDiversity"));
  }

  /** Whether the {@code data} of an update shows exactly these figures, in any order. */
  public boolean shownBy(JsonNode data, int channels) {
    return same(ghosts, data.path("ghosts"), "ghostScore")
        && same(lurkers, data.path("lurkers"), "lurkerScore")
        && same(channelDiversity, data.path("channelDiversity"), "channelCount")
        && plausibleChannelCounts(data.path("lurkers"), channels);
  }

  private static boolean same(List<Row> expected, JsonNode rows, String scoreKey) {
    if (rows.size() != expected.size()) {
      return false;
    }
    return expected.stream()
        .allMatch(
            one -> {
              for (JsonNode row : rows) {
                if (one.same(row, scoreKey)) {
                  return true;
                }
              }
              return false;
            });
  }

  private static boolean inOrder(List<Row> expected, JsonNode rows) {
    for (int i = 0; i < expected.size(); i++) {
      if (!rows.get(i).path("userId").asText().equals(expected.get(i).userId())) {
        return false;
      }
    }
    return true;
  }

  /** A lurker can view every channel of the guild, or the number is unknown and 0. */
  private static boolean plausibleChannelCounts(JsonNode lurkers, int channels) {
    for (JsonNode lurker : lurkers) {
      int count = lurker.path("channelCount").asInt(-1);
      if (count != 0 && count != channels) {
        return false;
      }
    }
    return true;
  }
}
