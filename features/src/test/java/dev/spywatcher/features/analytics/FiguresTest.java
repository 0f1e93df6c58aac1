package dev.spywatcher.features.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void ghostsLurkersAndWanderersFollowFromTheirActivity() {
    List<DiscordEvent> events = new ArrayList<>();
    events.addAll(Collections.nCopies(6, new DiscordEvent.Typing("1", "10", "a", NOW)));
    events.add(new DiscordEvent.Message("1", "10", "b", "", NOW));
    events.addAll(Collections.nCopies(3, presence("11")));
    events.addAll(Collections.nCopies(7, presence("12")));
    Figures figures = Figures.of(guild(3), events);
    assertThat(figures.ghosts()).extracting(Figures.Row::score).containsExactly(3.0);
    assertThat(figures.lurkers()).extracting(Figures.Row::userId).containsExactly("12", "11");
    assertThat(figures.lurkers()).extracting(Figures.Row::score).containsExactly(1.0, 0.6);
    assertThat(figures.channelDiversity()).extracting(Figures.Row::score).containsExactly(2.0);
  }

  @Test
  void listsAreLimitedAndTiesGoByUserId() {
    List<DiscordEvent> events = new ArrayList<>();
    IntStream.range(10, 40)
        .forEach(
            user -> events.add(new DiscordEvent.Typing("1", Integer.toString(user), "a", NOW)));
    Collections.reverse(events);
    Figures figures = Figures.of(guild(30), events);
    assertThat(figures.ghosts())
        .extracting(Figures.Row::userId)
        .containsExactly("10", "11", "12", "13", "14", "15", "16", "17", "18", "19");
    assertThat(figures.channelDiversity()).hasSize(20);
  }

  private static DiscordEvent presence(String user) {
    return new DiscordEvent.Presence("1", user, "online", List.of("web"), NOW);
  }

  private static Guild guild(int members) {
    return new Guild(
        "1",
        "Harbour",
        List.of(),
        List.of(),
        IntStream.range(10, 10 + members)
            .mapToObj(
                id -> new Guild.Member(Integer.toString(id), "user" + id, NOW, false, List.of()))
            .toList());
  }
}
