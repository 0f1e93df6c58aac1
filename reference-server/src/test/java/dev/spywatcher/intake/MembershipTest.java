package dev.spywatcher.intake;

import static dev.spywatcher.intake.Newsroom.GUILD;
import static dev.spywatcher.intake.Newsroom.leave;
import static dev.spywatcher.intake.Newsroom.message;
import static dev.spywatcher.intake.Newsroom.person;
import static dev.spywatcher.intake.Newsroom.typing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.event.ServerEvent.AnalyticsUpdate.Ghost;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is no longer a member is reported, however the membership ended (SUB-11). */
class MembershipTest {

  private final Newsroom newsroom = new Newsroom();
  private final Intake intake = newsroom.intake;

  @AfterEach
  void closeClock() {
    newsroom.close();
  }

  @Test
  void aMemberWhoLeavesIsGone() {
    intake.event(leave("ada"));

    assertThat(newsroom.gone).containsExactly("ada of 900");
    assertThat(newsroom.directory.isMember(GUILD, "ada")).isFalse();
  }

  @Test
  void aMemberWhoIsRemovedIsGone() {
    assertThat(intake.removeMember(GUILD, "ada")).isTrue();

    assertThat(newsroom.gone).containsExactly("ada of 900");
    assertThat(newsroom.directory.isMember(GUILD, "ada")).isFalse();
  }

  @Test
  void whoIsNoMemberCannotBeRemoved() {
    assertThat(intake.removeMember(GUILD, "nobody")).isFalse();
    assertThat(intake.removeMember("no such guild", "ada")).isFalse();

    assertThat(newsroom.gone).isEmpty();
  }

  @Test
  void whoeverADefinitionLeavesOutIsGone() {
    intake.guild(Newsroom.guild(person("bob"), person("new")));

    assertThat(newsroom.gone).containsExactlyInAnyOrder("ada of 900", "robot of 900");
  }

  @Test
  void nobodyIsGoneWhereADefinitionOnlyAdds() {
    intake.guild(Newsroom.guild(person("ada"), person("bob"), person("robot"), person("another")));

    assertThat(newsroom.gone).isEmpty();
  }

  @Test
  void membershipsOfAListAreReportedInItsOrder() throws Exception {
    intake.events(List.of(leave("bob"), leave("ada")));

    assertThat(newsroom.gone).containsExactly("bob of 900", "ada of 900");
  }

  @Test
  void whoIsGoneIsLeftOutOfTheFigures() {
    intake.event(typing("ada"));
    intake.event(typing("bob"));

    intake.event(leave("ada"));
    newsroom.advance(Duration.ofSeconds(30));

    assertThat(newsroom.analyticsUpdates()).hasSize(2);
    assertThat(newsroom.analyticsUpdates().get(1).ghosts())
        .extracting(Ghost::userId)
        .containsExactly("bob");
  }

  @Test
  void whoIsGoneIsHeardNoMore() {
    intake.event(leave("ada"));
    intake.event(message("ada"));

    assertThat(newsroom.guildEvents()).isEmpty();
  }
}
