package dev.spywatcher.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.ChannelDiversity;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Ghost;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Lurker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an update says (ANA-6, ANA-7). */
class FiguresTest {

  private final WatchedGuilds guilds = new WatchedGuilds();

  @BeforeEach
  void announceGuild() {
    guilds.announce("900", "ada", "bob", "cyd");
  }

  @AfterEach
  void closeClock() {
    guilds.close();
  }

  private AnalyticsUpdate report() {
    guilds.advance(60);
    return guilds.lastUpdateOf("900");
  }

  @Test
  void aGhostScoresTypingStartsOverMessagesPlusOne() {
    types("ada", 5);
    types("bob", 5);
    writes("bob", 1);
    types("cyd", 1);
    writes("cyd", 9);

    assertThat(report().ghosts())
        .containsExactly(
            new Ghost("ada", "name of ada", 5.0),
            new Ghost("bob", "name of bob", 2.5),
            new Ghost("cyd", "name of cyd", 0.1));
  }

  @Test
  void whoNeverTypedIsNoGhost() {
    writes("ada", 3);
    guilds.appears("900", "bob");

    assertThat(report().ghosts()).isEmpty();
  }

  @Test
  void aLurkerScoresAFifthForEachTimeSeenUpToOne() {
    appears("ada", 1);
    appears("bob", 4);
    appears("cyd", 7);

    assertThat(report().lurkers())
        .containsExactly(
            new Lurker("cyd", "name of cyd", 1.0, 3),
            new Lurker("bob", "name of bob", 0.8, 3),
            new Lurker("ada", "name of ada", 0.2, 3));
  }

  @Test
  void whoTypesOrWritesIsNoLurker() {
    appears("ada", 3);
    appears("bob", 3);
    appears("cyd", 3);
    types("ada", 1);
    writes("bob", 1);

    assertThat(report().lurkers()).extracting(Lurker::userId).containsExactly("cyd");
  }

  @Test
  void aLurkerSeesEveryChannelOfTheGuild() {
    guilds.announce("900", 7, List.of("ada"));
    appears("ada", 1);

    assertThat(report().lurkers()).extracting(Lurker::channelCount).containsExactly(7);
  }

  @Test
  void aGuildWithoutChannelsCountsNone() {
    guilds.announce("900", 0, List.of("ada"));
    appears("ada", 1);

    assertThat(report().lurkers()).extracting(Lurker::channelCount).containsExactly(0);
  }

  @Test
  void channelDiversityCountsDistinctChannelsTypedOrWrittenIn() {
    guilds.types("900", "ada", "channel-1");
    guilds.writes("900", "ada", "channel-1");
    guilds.writes("900", "ada", "channel-2");
    guilds.types("900", "bob", "channel-3");
    appears("cyd", 1);

    assertThat(report().channelDiversity())
        .containsExactly(
            new ChannelDiversity("ada", "name of ada", 2),
            new ChannelDiversity("bob", "name of bob", 1));
  }

  @Test
  void namesAreFitToBeShown() {
    guilds.announce("900", "\u0007bell");
    guilds.types("900", "\u0007bell", "channel-1");

    assertThat(report().ghosts()).extracting(Ghost::username).containsExactly("name of bell");
  }

  @Test
  void listsAreSortedByScoreThenUserIdAndCutToSize() {
    List<String> users = new ArrayList<>();
    for (int i = 10; i < 40; i++) {
      users.add("user-" + i);
    }
    guilds.announce("900", 30, users);
    Collections.shuffle(users, new Random(7));
    for (String user : users) {
      int half = Integer.parseInt(user.substring(5)) / 2;
      for (int channel = 1; channel <= half - 4; channel++) {
        guilds.types("900", user, "channel-" + channel);
      }
    }

    AnalyticsUpdate update = report();

    assertThat(update.ghosts())
        .extracting(Ghost::userId)
        .containsExactly(
            "user-38", "user-39", "user-36", "user-37", "user-34", "user-35", "user-32", "user-33",
            "user-30", "user-31");
    assertThat(update.channelDiversity())
        .extracting(ChannelDiversity::userId)
        .containsExactly(
            "user-38", "user-39", "user-36", "user-37", "user-34", "user-35", "user-32", "user-33",
            "user-30", "user-31", "user-28", "user-29", "user-26", "user-27", "user-24", "user-25",
            "user-22", "user-23", "user-20", "user-21");
  }

  @Test
  void lurkersAreSortedByScoreThenUserIdAndCutToSize() {
    List<String> users = new ArrayList<>();
    for (int i = 10; i < 25; i++) {
      users.add("user-" + i);
    }
    guilds.announce("900", 1, users);
    Collections.shuffle(users, new Random(8));
    for (String user : users) {
      appears(user, Integer.parseInt(user.substring(5)) % 3 + 1);
    }

    assertThat(report().lurkers())
        .extracting(Lurker::userId)
        .containsExactly(
            "user-11", "user-14", "user-17", "user-20", "user-23", "user-10", "user-13", "user-16",
            "user-19", "user-22");
  }

  private void types(String userId, int times) {
    for (int i = 0; i < times; i++) {
      guilds.types("900", userId, "channel-1");
    }
  }

  private void writes(String userId, int times) {
    for (int i = 0; i < times; i++) {
      guilds.writes("900", userId, "channel-1");
    }
  }

  private void appears(String userId, int times) {
    for (int i = 0; i < times; i++) {
      guilds.appears("900", userId);
    }
  }
}
