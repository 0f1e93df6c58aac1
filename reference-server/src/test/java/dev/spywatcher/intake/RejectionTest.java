package dev.spywatcher.intake;

import static dev.spywatcher.intake.Newsroom.GUILD;
import static dev.spywatcher.intake.Newsroom.NOON;
import static dev.spywatcher.intake.Newsroom.join;
import static dev.spywatcher.intake.Newsroom.leave;
import static dev.spywatcher.intake.Newsroom.message;
import static dev.spywatcher.intake.Newsroom.roles;
import static dev.spywatcher.intake.Newsroom.typing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.event.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that cannot have happened are refused, and the list that they stand in with them. */
class RejectionTest {

  private final Newsroom newsroom = new Newsroom();
  private final Intake intake = newsroom.intake;

  @AfterEach
  void closeClock() {
    newsroom.close();
  }

  /** An event that cannot have happened, and what the refusal says: field, value, what is right. */
  private record Impossible(DiscordEvent event, List<String> told) {}

  static List<Impossible> impossible() {
    return List.of(
        new Impossible(
            new DiscordEvent.Message("999", "ada", NOON, "10", ""),
            List.of("guildId", "\"999\"", "not a known guild", "PUT it first")),
        new Impossible(
            new DiscordEvent.Join("999", "ada", NOON, "ada", Instant.EPOCH, false),
            List.of("guildId", "\"999\"", "not a known guild")),
        new Impossible(
            message("nobody"),
            List.of("userId", "\"nobody\"", "not a member of guild \"900\"", "a join event")),
        new Impossible(typing("nobody"), List.of("userId", "\"nobody\"")),
        new Impossible(
            new DiscordEvent.Presence(GUILD, "nobody", NOON, PresenceStatus.IDLE, Set.of()),
            List.of("userId", "\"nobody\"")),
        new Impossible(roles("nobody"), List.of("userId", "\"nobody\"")),
        new Impossible(leave("nobody"), List.of("userId", "\"nobody\"")),
        new Impossible(
            new DiscordEvent.Message(GUILD, "ada", NOON, "77", ""),
            List.of("channelId", "\"77\"", "not a channel of guild \"900\"")),
        new Impossible(
            new DiscordEvent.Typing(GUILD, "ada", NOON, "77"), List.of("channelId", "\"77\"")),
        new Impossible(
            new DiscordEvent.Message(GUILD, "robot", NOON, "77", ""),
            List.of("channelId", "\"77\"")),
        new Impossible(
            roles("ada", "20", "88"), List.of("roles", "\"88\"", "not a role of guild \"900\"")),
        new Impossible(
            new DiscordEvent.Typing(
                GUILD, "ada", NOON.plus(Duration.ofHours(1)).plusMillis(1), "10"),
            List.of("timestamp", "2026-01-31T13:00:00.001Z", "future", "2026-01-31T12:00:00Z")));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void refusesWhatCannotHaveHappened(Impossible impossible) {
    assertThatThrownBy(() -> intake.events(List.of(impossible.event())))
        .isInstanceOf(RejectedEventException.class)
        .message()
        .contains(impossible.told());
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void appliesNothingOfAListWithABadEventAndTellsWhichItIs(Impossible impossible) {
    List<DiscordEvent> list =
        List.of(
            message("ada"),
            roles("ada", "20"),
            join("new", Instant.EPOCH),
            leave("bob"),
            impossible.event(),
            message("ada"));

    assertThatThrownBy(() -> intake.events(list))
        .asInstanceOf(type(RejectedEventException.class))
        .extracting(RejectedEventException::index)
        .isEqualTo(4);

    assertThat(newsroom.events).as("raised").isEmpty();
    assertThat(newsroom.gone).as("memberships gone").isEmpty();
    assertThat(newsroom.directory.isMember(GUILD, "new")).as("joined").isFalse();
    assertThat(newsroom.directory.isMember(GUILD, "bob")).as("still there").isTrue();
    assertThat(newsroom.guild().member("ada"))
        .satisfies(ada -> assertThat(ada.roleIds()).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void dropsItFromASourceThatCannotBeAskedBack(Impossible impossible) {
    intake.event(impossible.event());

    assertThat(newsroom.events).isEmpty();
    assertThat(newsroom.gone).isEmpty();
  }

  @Test
  void doesNotRepeatAnIdOfAnyLength() {
    String endless = "9".repeat(5000);

    assertThatThrownBy(() -> intake.events(List.of(message(endless))))
        .message()
        .contains("9".repeat(64) + "…")
        .hasSizeLessThan(300);
  }

  @Test
  void takesAnEmptyList() throws Exception {
    intake.events(List.of());

    assertThat(newsroom.events).isEmpty();
  }

  @Test
  void takesWhoJoinedEarlierInTheListForAMember() throws Exception {
    intake.events(List.of(join("new", Instant.EPOCH), message("new"), roles("new", "20")));

    assertThat(newsroom.guildEvents())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("UserJoin", "MessageNew", "RoleChange");
  }

  @Test
  void doesNotTakeWhoJoinsLaterInTheListForAMember() {
    assertRejectedAt(0, List.of(message("new"), join("new", Instant.EPOCH)));
  }

  @Test
  void doesNotTakeWhoLeftEarlierInTheListForAMember() {
    assertRejectedAt(1, List.of(leave("ada"), message("ada")));
    assertRejectedAt(1, List.of(leave("ada"), leave("ada")));
    assertRejectedAt(
        3, List.of(join("new", Instant.EPOCH), message("new"), leave("new"), message("new")));
  }

  @Test
  void takesWhoLeftAndCameBackForAMember() throws Exception {
    intake.events(List.of(leave("ada"), join("ada", Instant.EPOCH), message("ada")));

    assertThat(newsroom.gone).containsExactly("ada of 900");
    assertThat(newsroom.guildEvents()).hasSize(2);
  }

  @Test
  void doesNotTakeAMemberOfOneGuildForAMemberOfAnother() {
    intake.guild(
        new dev.spywatcher.discord.GuildDefinition(
            "901", "Others", List.of(), List.of(), List.of()));

    assertRejectedAt(
        1, List.of(join("new", Instant.EPOCH), new DiscordEvent.Leave("901", "new", NOON)));
  }

  @Test
  void takesASourceWhoseClockRunsUpToAnHourAhead() throws Exception {
    intake.events(
        List.of(new DiscordEvent.Message(GUILD, "ada", NOON.plus(Duration.ofHours(1)), "10", "")));

    assertThat(newsroom.guildEvents())
        .extracting(event -> ((ServerEvent.MessageNew) event).timestamp())
        .containsExactly(NOON.plus(Duration.ofHours(1)));
  }

  @Test
  void takesEventsOfLongAgo() throws Exception {
    intake.events(List.of(new DiscordEvent.Message(GUILD, "ada", Instant.EPOCH, "10", "")));

    assertThat(newsroom.guildEvents()).hasSize(1);
  }

  private void assertRejectedAt(int index, List<DiscordEvent> events) {
    assertThatThrownBy(() -> intake.events(events))
        .asInstanceOf(type(RejectedEventException.class))
        .extracting(RejectedEventException::index)
        .isEqualTo(index);
    assertThat(newsroom.events).isEmpty();
    assertThat(newsroom.gone).isEmpty();
  }
}
