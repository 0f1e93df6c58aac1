package dev.spywatcher.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.ChannelDiversity;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Ghost;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Lurker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an update is sent (ANA-2 to ANA-4, ANA-6). */
class UpdateTimesTest {

  private final WatchedGuilds guilds = new WatchedGuilds();

  @BeforeEach
  void announceGuilds() {
    guilds.announce("900", "ada", "bob");
    guilds.announce("901", "ada", "bob");
  }

  @AfterEach
  void closeClock() {
    guilds.close();
  }

  @Test
  void theFirstActivityIsReportedAtOnce() {
    guilds.writes("900", "ada", "channel-1");

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L);
  }

  @Test
  void activityWithinTheIntervalIsReportedOnceWhenItIsOver() {
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(1);
    guilds.writes("900", "ada", "channel-2");
    guilds.advance(1);
    guilds.types("900", "bob", "channel-1");

    guilds.advance(Duration.ofSeconds(28).minusMillis(1));
    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L);
    guilds.advance(Duration.ofMillis(1));

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
    AnalyticsUpdate trailing = guilds.lastUpdateOf("900");
    assertThat(trailing.ghosts()).containsExactly(new Ghost("bob", "name of bob", 1.0));
    assertThat(trailing.channelDiversity())
        .containsExactly(
            new ChannelDiversity("ada", "name of ada", 2),
            new ChannelDiversity("bob", "name of bob", 1));
  }

  @Test
  void activityAfterTheIntervalIsReportedAtOnce() {
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(30);
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(45);
    guilds.writes("900", "ada", "channel-1");

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L, 75L);
  }

  @Test
  void theTrailingUpdateBeginsAnIntervalOfItsOwn() {
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(29);
    guilds.writes("900", "ada", "channel-2");
    guilds.advance(2);
    guilds.writes("900", "ada", "channel-3");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L, 60L);
  }

  @Test
  void anAdvancePastSeveralIntervalsSendsNoMoreThanWasLeft() {
    guilds.writes("900", "ada", "channel-1");
    guilds.writes("900", "ada", "channel-2");

    guilds.advance(3600);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
  }

  @Test
  void aBusyGuildDelaysNoOther() {
    for (int i = 0; i < 100; i++) {
      guilds.writes("900", "ada", "channel-1");
    }
    guilds.advance(3);
    guilds.writes("901", "bob", "channel-1");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
    assertThat(guilds.sentAfterSeconds("901")).containsExactly(3L);
  }

  @Test
  void aMessageIsReportedAlsoWhereTheFiguresStayTheSame() {
    guilds.writes("900", "ada", "channel-1");
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
  }

  @Test
  void aPresenceIsReportedWhereItChangesTheFigures() {
    guilds.appears("900", "ada");
    guilds.advance(10);
    guilds.appears("900", "ada");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
  }

  @Test
  void aPresenceIsNotReportedOnceALurkerScoresInFull() {
    for (int i = 0; i < 5; i++) {
      guilds.appears("900", "ada");
      guilds.advance(60);
    }
    int reported = guilds.updatesOf("900").size();

    guilds.appears("900", "ada");
    guilds.advance(60);

    assertThat(guilds.updatesOf("900")).hasSize(reported).hasSize(5);
  }

  @Test
  void aPresenceOfSomeoneActiveIsNotReported() {
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(60);

    guilds.appears("900", "ada");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L);
  }

  @Test
  void goingOfflineIsNoActivity() {
    guilds.goesOffline("900", "ada");
    guilds.advance(60);

    assertThat(guilds.updates).isEmpty();
  }

  @Test
  void aChangeBelowTheCutIsNotReported() {
    List<String> fullLurkers = List.of("l0", "l1", "l2", "l3", "l4", "l5", "l6", "l7", "l8", "l9");
    List<String> everyone = new ArrayList<>(fullLurkers);
    everyone.add("zoe");
    guilds.announce("900", 3, everyone);
    for (String lurker : fullLurkers) {
      for (int i = 0; i < 5; i++) {
        guilds.appears("900", lurker);
      }
    }
    guilds.advance(60);
    int reported = guilds.updatesOf("900").size();

    guilds.appears("900", "zoe");
    guilds.advance(60);

    assertThat(guilds.updatesOf("900")).hasSize(reported);
  }

  @Test
  void aLookThatFoundNothingDoesNotDelayAMessageByMoreThanASecond() {
    aChangeBelowTheCutIsNotReported();
    guilds.appears("900", "zoe");
    int before = guilds.updatesOf("900").size();

    guilds.writes("900", "l0", "channel-1");
    guilds.advance(1);

    assertThat(guilds.updatesOf("900")).hasSize(before + 1);
  }

  @Test
  void nothingIsSentToNobody() {
    guilds.nobodyWatches("900");

    guilds.writes("900", "ada", "channel-1");
    guilds.advance(60);

    assertThat(guilds.updates).isEmpty();
  }

  @Test
  void whatNobodyWasSentBeginsNoInterval() {
    guilds.nobodyWatches("900");
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(1);
    guilds.someoneWatches("900");

    guilds.writes("900", "ada", "channel-2");

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(1L);
    assertThat(guilds.lastUpdateOf("900").channelDiversity())
        .as("what happened unwatched counts all the same")
        .containsExactly(new ChannelDiversity("ada", "name of ada", 2));
  }

  @Test
  void anIntervalThatEndsUnwatchedBeginsNoOther() {
    guilds.writes("900", "ada", "channel-1");
    guilds.writes("900", "ada", "channel-2");
    guilds.nobodyWatches("900");
    guilds.advance(40);
    guilds.someoneWatches("900");

    guilds.writes("900", "ada", "channel-3");

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 40L);
  }

  @Test
  void aNewSubscriberDoesNotShortenTheInterval() {
    guilds.writes("900", "ada", "channel-1");
    guilds.nobodyWatches("900");
    guilds.advance(5);
    guilds.someoneWatches("900");

    guilds.writes("900", "ada", "channel-2");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
  }

  @Test
  void aMemberWhoGoesIsReportedAsGone() {
    guilds.types("900", "ada", "channel-1");
    guilds.types("900", "bob", "channel-1");
    guilds.advance(60);

    guilds.announce("900", "bob");
    guilds.analytics.forget("900", "ada");

    AnalyticsUpdate last = guilds.lastUpdateOf("900");
    assertThat(last.timestamp()).isEqualTo(WatchedGuilds.NOON.plusSeconds(60));
    assertThat(last.ghosts()).extracting(Ghost::userId).containsExactly("bob");
    assertThat(last.channelDiversity()).extracting(ChannelDiversity::userId).containsExactly("bob");
  }

  @Test
  void aMemberWhoNeverActedGoesUnreported() {
    guilds.writes("900", "ada", "channel-1");
    guilds.advance(60);

    guilds.announce("900", "ada");
    guilds.analytics.forget("900", "bob");
    guilds.analytics.forget("no such guild", "bob");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L);
  }

  @Test
  void whoComesBackStartsFromNothing() {
    guilds.types("900", "ada", "channel-1");
    guilds.advance(60);
    guilds.analytics.forget("900", "ada");
    guilds.advance(60);

    guilds.types("900", "ada", "channel-2");

    assertThat(guilds.lastUpdateOf("900").channelDiversity())
        .containsExactly(new ChannelDiversity("ada", "name of ada", 1));
  }

  @Test
  void aResetForgetsActivityAndTheInterval() {
    guilds.types("900", "ada", "channel-1");
    guilds.types("900", "ada", "channel-2");

    guilds.analytics.reset();
    guilds.advance(1);
    guilds.types("900", "bob", "channel-1");

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 1L);
    assertThat(guilds.lastUpdateOf("900").ghosts())
        .containsExactly(new Ghost("bob", "name of bob", 1.0));
  }

  @Test
  void aResetCallsOffTheUpdateThatWaits() {
    guilds.types("900", "ada", "channel-1");
    guilds.types("900", "ada", "channel-2");

    guilds.analytics.reset();
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L);
  }

  @Test
  void aRedefinedGuildIsReportedWhereItsFiguresAreOthers() {
    guilds.appears("900", "ada");
    guilds.advance(5);

    guilds.announce("900", 8, List.of("ada", "bob"));
    guilds.analytics.redefined("900");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L, 30L);
    assertThat(guilds.lastUpdateOf("900").lurkers())
        .containsExactly(new Lurker("ada", "name of ada", 0.2, 8));
  }

  @Test
  void aRedefinedGuildIsNotReportedWhereItsFiguresStayTheSame() {
    guilds.appears("900", "ada");
    guilds.advance(60);

    guilds.announce("900", "ada", "bob", "cyd");
    guilds.analytics.redefined("900");
    guilds.analytics.redefined("no such guild");
    guilds.advance(60);

    assertThat(guilds.sentAfterSeconds("900")).containsExactly(0L);
  }

  @Test
  void anUpdateCarriesTheTimeAtWhichItIsSent() {
    guilds.analytics.wrote(
        "900", "ada", "channel-1", WatchedGuilds.NOON.minus(Duration.ofHours(3)));

    assertThat(guilds.lastUpdateOf("900").timestamp()).isEqualTo(WatchedGuilds.NOON);
  }
}
