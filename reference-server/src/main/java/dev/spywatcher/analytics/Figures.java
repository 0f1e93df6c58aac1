package dev.spywatcher.analytics;

import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;
import dev.spywatcher.event.DisplayName;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lists of an {@code analytics:update}, sorted and cut to size (ANA-6, ANA-7). */
record Figures(
    List<AnalyticsUpdate.Ghost> ghosts,
    List<AnalyticsUpdate.Lurker> lurkers,
    List<AnalyticsUpdate.ChannelDiversity> channelDiversity) {

  static final int GHOSTS = 10;
  static final int LURKERS = 10;
  static final int CHANNEL_DIVERSE = 20;

  /** Times that a lurker must have been seen present to score 1. */
  static final int PRESENCES_OF_A_FULL_LURKER = 5;

  static final Figures NONE = new Figures(List.of(), List.of(), List.of());

  /** The figures that follow from a window; users who are no longer members are left out. */
  static Figures of(ActivityWindow window, Guild guild) {
    Top<AnalyticsUpdate.Ghost> ghosts =
        new Top<>(
            GHOSTS,
            Comparator.comparingDouble(AnalyticsUpdate.Ghost::ghostScore)
                .reversed()
                .thenComparing(AnalyticsUpdate.Ghost::userId));
    Top<AnalyticsUpdate.Lurker> lurkers =
        new Top<>(
            LURKERS,
            Comparator.comparingDouble(AnalyticsUpdate.Lurker::lurkerScore)
                .reversed()
                .thenComparing(AnalyticsUpdate.Lurker::userId));
    Top<AnalyticsUpdate.ChannelDiversity> diverse =
        new Top<>(
            CHANNEL_DIVERSE,
            Comparator.comparingInt(AnalyticsUpdate.ChannelDiversity::channelCount)
                .reversed()
                .thenComparing(AnalyticsUpdate.ChannelDiversity::userId));
    int visibleChannels = guild.channels().size();
    window.forEach(
        (userId, counts) -> {
          @Nullable Member member = guild.member(userId);
          if (member == null) {
            return;
          }
          String username = DisplayName.of(member.username());
          if (counts.typingStarts() > 0) {
            double score = (double) counts.typingStarts() / (counts.messages() + 1);
            ghosts.offer(new AnalyticsUpdate.Ghost(userId, username, score));
          }
          if (counts.lurks()) {
            double score = Math.min(1.0, (double) counts.presences() / PRESENCES_OF_A_FULL_LURKER);
            lurkers.offer(new AnalyticsUpdate.Lurker(userId, username, score, visibleChannels));
          }
          if (counts.channelCount() > 0) {
            diverse.offer(
                new AnalyticsUpdate.ChannelDiversity(userId, username, counts.channelCount()));
          }
        });
    return new Figures(ghosts.sorted(), lurkers.sorted(), diverse.sorted());
  }

  /** Tells these figures from any others, in a few characters. */
  String mark() {
    return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Keeps the first {@code size} of what is offered. */
  private static final class Top<T> {
    private final int size;
    private final PriorityQueue<T> worstFirst;

    Top(int size, Comparator<T> order) {
      this.size = size;
      this.worstFirst = new PriorityQueue<>(size + 1, order.reversed());
    }

    void offer(T row) {
      worstFirst.add(row);
      if (worstFirst.size() > size) {
        worstFirst.poll();
      }
    }

    List<T> sorted() {
      Deque<T> rows = new ArrayDeque<>();
      while (!worstFirst.isEmpty()) {
        rows.addFirst(worstFirst.poll());
      }
      return List.copyOf(rows);
    }
  }
}
