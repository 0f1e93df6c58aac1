package dev.spywatcher.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.ChannelDiversity;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Ghost;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Lurker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The figures are over the past seven days, counted by the hour (ANA-6). */
class SevenDaysTest {

  private static final Duration SEVEN_DAYS = Duration.ofDays(7);

  private final WatchedGuilds guilds = new WatchedGuilds();

  @BeforeEach
  void announceGuild() {
    guilds.announce("900", "ada", "bob", "timekeeper");
  }

  @AfterEach
  void closeClock() {
    guilds.close();
  }

  /** Any message brings an update. */
  private AnalyticsUpdate reportAfter(Duration wait) {
    guilds.advance(wait);
    guilds.writes("900", "timekeeper", "channel-1");
    return guilds.lastUpdateOf("900");
  }

  @Test
  void whatHappenedWithinSevenDaysCounts() {
    guilds.types("900", "ada", "channel-1");

    assertThat(reportAfter(SEVEN_DAYS.minusSeconds(1)).ghosts())
        .extracting(Ghost::userId)
        .containsExactly("ada");
  }

  @Test
  void whatHappenedBeforeThatDoesNot() {
    guilds.types("900", "ada", "channel-1");

    AnalyticsUpdate update = reportAfter(SEVEN_DAYS.plusHours(1));

    assertThat(update.ghosts()).isEmpty();
    assertThat(update.channelDiversity())
        .extracting(ChannelDiversity::userId)
        .containsExactly("timekeeper");
  }

  @Test
  void whatIsTooOldIsTakenOffAndTheRestStays() {
    guilds.types("900", "ada", "channel-1");
    guilds.types("900", "ada", "channel-2");
    guilds.advance(Duration.ofDays(4));
    guilds.types("900", "ada", "channel-2");
    guilds.types("900", "ada", "channel-3");
    guilds.writes("900", "ada", "channel-3");

    AnalyticsUpdate update = reportAfter(Duration.ofDays(4));

    assertThat(update.ghosts()).containsExactly(new Ghost("ada", "name of ada", 1.0));
    assertThat(update.channelDiversity()).startsWith(new ChannelDiversity("ada", "name of ada", 2));
  }

  @Test
  void anEventThatArrivesTooLateDoesNotCount() {
    guilds.analytics.typed(
        "900", "ada", "channel-1", WatchedGuilds.NOON.minus(SEVEN_DAYS).minus(Duration.ofHours(2)));

    assertThat(reportAfter(Duration.ofMinutes(1)).ghosts()).isEmpty();
  }

  @Test
  void anEventThatArrivesLateCountsFromWhenItHappened() {
    guilds.analytics.typed("900", "ada", "channel-1", WatchedGuilds.NOON.minus(Duration.ofDays(5)));

    assertThat(reportAfter(Duration.ofMinutes(1)).ghosts())
        .extracting(Ghost::userId)
        .containsExactly("ada");
    assertThat(reportAfter(Duration.ofDays(3)).ghosts()).isEmpty();
  }

  @Test
  void whoWasActiveLongAgoIsReportedAsALurkerWhenSeenAgain() {
    guilds.types("900", "ada", "channel-1");
    guilds.advance(Duration.ofDays(8));

    guilds.appears("900", "ada");

    AnalyticsUpdate update = guilds.lastUpdateOf("900");
    assertThat(update.timestamp()).isEqualTo(WatchedGuilds.NOON.plus(Duration.ofDays(8)));
    assertThat(update.ghosts()).isEmpty();
    assertThat(update.lurkers()).containsExactly(new Lurker("ada", "name of ada", 0.2, 3));
  }

  @Test
  void aLurkerOfLongAgoStartsFromNothingWhenSeenAgain() {
    for (int i = 0; i < 5; i++) {
      guilds.appears("900", "ada");
    }
    guilds.advance(Duration.ofDays(8));

    guilds.appears("900", "ada");

    assertThat(guilds.lastUpdateOf("900").lurkers())
        .containsExactly(new Lurker("ada", "name of ada", 0.2, 3));
  }
}
