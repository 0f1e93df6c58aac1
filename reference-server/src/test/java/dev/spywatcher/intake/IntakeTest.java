package dev.spywatcher.intake;

import static dev.spywatcher.intake.Newsroom.GUILD;
import static dev.spywatcher.intake.Newsroom.NOON;
import static dev.spywatcher.intake.Newsroom.bot;
import static dev.spywatcher.intake.Newsroom.botJoin;
import static dev.spywatcher.intake.Newsroom.join;
import static dev.spywatcher.intake.Newsroom.leave;
import static dev.spywatcher.intake.Newsroom.message;
import static dev.spywatcher.intake.Newsroom.person;
import static dev.spywatcher.intake.Newsroom.presence;
import static dev.spywatcher.intake.Newsroom.roles;
import static dev.spywatcher.intake.Newsroom.typing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import dev.spywatcher.event.ServerEvent.MessageNew;
import dev.spywatcher.event.ServerEvent.MultiClientAlert;
import dev.spywatcher.event.ServerEvent.PresenceUpdate;
import dev.spywatcher.event.ServerEvent.RoleChange;
import dev.spywatcher.event.ServerEvent.UserJoin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of Discord event raises (EVT-1 to EVT-5, EVT-8, EVT-9). */
class IntakeTest {

  private final Newsroom newsroom = new Newsroom();
  private final Intake intake = newsroom.intake;

  @AfterEach
  void closeClock() {
    newsroom.close();
  }

  /** A Discord event of a known member, and the kinds of server events that it raises. */
  private record Example(DiscordEvent event, List<Class<? extends ServerEvent>> raised) {
    @Override
    public String toString() {
      return event.getClass().getSimpleName();
    }
  }

  static List<Example> examples() {
    return List.of(
        new Example(message("ada"), List.of(MessageNew.class, AnalyticsUpdate.class)),
        new Example(typing("ada"), List.of(AnalyticsUpdate.class)),
        new Example(
            presence("ada", PresenceStatus.ONLINE, Platform.DESKTOP, Platform.WEB),
            List.of(PresenceUpdate.class, MultiClientAlert.class, AnalyticsUpdate.class)),
        new Example(roles("ada", "20"), List.of(RoleChange.class)),
        new Example(join("new", Instant.EPOCH), List.of(UserJoin.class)),
        new Example(leave("ada"), List.of()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void raisesWhatFollowsFromAnEventAndNothingElse(Example example) {
    intake.event(example.event());

    assertThat(newsroom.events)
        .<Class<?>>extracting(ServerEvent::getClass)
        .containsExactlyElementsOf(example.raised());
  }

  @Test
  void everyKindOfDiscordEventHasAnExampleHere() {
    assertThat(examples().stream().<Class<?>>map(example -> example.event().getClass()))
        .as("kinds of DiscordEvent that are taken in above")
        .containsExactlyInAnyOrder(DiscordEvent.class.getPermittedSubclasses());
  }

  @Test
  void aMessageIsToldWithItsChannelAndItsTime() {
    Instant earlier = NOON.minusSeconds(90);

    intake.event(new DiscordEvent.Message(GUILD, "ada", earlier, "11", "secret"));

    assertThat(newsroom.guildEvents())
        .containsExactly(new MessageNew(GUILD, "ada", "name of ada", "11", "lounge", earlier));
  }

  @Test
  void whatAMessageSaysIsToldToNobody() {
    intake.event(new DiscordEvent.Message(GUILD, "ada", NOON, "10", "xyzzy-secret"));

    assertThat(newsroom.events.toString()).doesNotContain("xyzzy");
  }

  @Test
  void botsRaiseNothingByMessagesTypingAndJoins() {
    intake.event(message("robot"));
    intake.event(typing("robot"));
    intake.event(botJoin("android"));
    intake.event(message("android"));

    assertThat(newsroom.events).isEmpty();
    assertThat(newsroom.directory.isMember(GUILD, "android")).isTrue();
  }

  @Test
  void botsArePresentAndHaveRolesLikeAnyoneButDoNotCount() {
    intake.event(presence("robot", PresenceStatus.ONLINE, Platform.WEB));
    intake.event(roles("robot", "22"));

    assertThat(newsroom.events)
        .containsExactly(
            new PresenceUpdate(GUILD, "robot", "name of robot", "online", NOON),
            new RoleChange(GUILD, "robot", "name of robot", List.of("Guest"), NOON));
  }

  @ParameterizedTest
  @EnumSource
  void aPresenceIsToldWithItsStatus(PresenceStatus status) {
    intake.event(presence("ada", status));

    assertThat(newsroom.guildEvents())
        .containsExactly(new PresenceUpdate(GUILD, "ada", "name of ada", status.wire(), NOON));
  }

  @Test
  void aPresenceIsRememberedInTheDirectory() {
    intake.event(presence("ada", PresenceStatus.IDLE, Platform.WEB));

    assertThat(newsroom.guild().member("ada"))
        .satisfies(
            ada -> {
              assertThat(ada.status()).isEqualTo(PresenceStatus.IDLE);
              assertThat(ada.platforms()).containsExactly(Platform.WEB);
            });
  }

  @Test
  void alertsComeOnlyWithAChangeToAnotherSetOfTwoOrMore() {
    List<Set<Platform>> day =
        List.of(
            Set.of(Platform.DESKTOP),
            Set.of(Platform.DESKTOP, Platform.MOBILE),
            Set.of(Platform.MOBILE, Platform.DESKTOP),
            Set.of(Platform.WEB, Platform.MOBILE, Platform.DESKTOP),
            Set.of(Platform.WEB, Platform.MOBILE),
            Set.of(Platform.WEB),
            Set.of(),
            Set.of(Platform.WEB, Platform.MOBILE));

    for (Set<Platform> platforms : day) {
      intake.event(new DiscordEvent.Presence(GUILD, "ada", NOON, PresenceStatus.ONLINE, platforms));
    }

    assertThat(alerts())
        .extracting(MultiClientAlert::platforms)
        .containsExactly(
            List.of("desktop", "mobile"),
            List.of("desktop", "mobile", "web"),
            List.of("mobile", "web"),
            List.of("mobile", "web"));
  }

  @Test
  void anAlertComesAgainAfterTheUserWasOffline() {
    DiscordEvent twoClients =
        presence("ada", PresenceStatus.ONLINE, Platform.DESKTOP, Platform.MOBILE);

    intake.event(twoClients);
    intake.event(presence("ada", PresenceStatus.OFFLINE, Platform.DESKTOP, Platform.MOBILE));
    intake.event(twoClients);

    assertThat(alerts()).hasSize(2);
  }

  @Test
  void anotherStatusOnTheSamePlatformsIsNoAlert() {
    intake.event(presence("ada", PresenceStatus.ONLINE, Platform.DESKTOP, Platform.MOBILE));
    intake.event(presence("ada", PresenceStatus.DND, Platform.DESKTOP, Platform.MOBILE));

    assertThat(alerts())
        .containsExactly(
            new MultiClientAlert(GUILD, "ada", "name of ada", List.of("desktop", "mobile"), NOON));
  }

  @Test
  void aGuildThatIsRedefinedBringsNoAlertAgain() {
    DiscordEvent twoClients =
        presence("ada", PresenceStatus.ONLINE, Platform.DESKTOP, Platform.MOBILE);
    intake.event(twoClients);

    intake.guild(Newsroom.guild(person("ada")));
    intake.event(twoClients);

    assertThat(alerts()).hasSize(1);
  }

  private List<MultiClientAlert> alerts() {
    return newsroom.guildEvents().stream()
        .filter(MultiClientAlert.class::isInstance)
        .map(MultiClientAlert.class::cast)
        .toList();
  }

  @Test
  void aRoleChangeNamesTheRolesThatWereAdded() {
    intake.guild(Newsroom.guild(person("ada", "20")));

    intake.event(roles("ada", "22", "20", "21"));

    assertThat(newsroom.guildEvents())
        .containsExactly(
            new RoleChange(GUILD, "ada", "name of ada", List.of("Guest", "VIP"), NOON));
  }

  @Test
  void rolesThatWereOnlyRemovedRaiseNothing() {
    intake.guild(Newsroom.guild(person("ada", "20", "21")));

    intake.event(roles("ada", "21"));
    intake.event(roles("ada", "21"));
    intake.event(roles("ada"));

    assertThat(newsroom.events).isEmpty();
  }

  @Test
  void aRoleThatWasRemovedMayBeAddedAgain() {
    intake.event(roles("ada", "20"));
    intake.event(roles("ada"));
    intake.event(roles("ada", "20"));

    assertThat(newsroom.guildEvents()).hasSize(2);
  }

  @Test
  void whoReplacesARoleIsToldOfTheNewOneAlone() {
    intake.event(roles("ada", "20"));
    intake.event(roles("ada", "21"));

    assertThat(newsroom.guildEvents())
        .extracting(event -> ((RoleChange) event).addedRoles())
        .containsExactly(List.of("Moderator"), List.of("VIP"));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT23H59M59.999S, 0",
    "P1D, 1",
    "PT47H59M59S, 1",
    "P365D, 365",
    "PT-1S, 0",
    "P-400D, 0"
  })
  void anAccountsAgeIsInWholeDaysAndNeverNegative(Duration age, long days) {
    intake.event(join("new", NOON.minus(age)));

    assertThat(newsroom.guildEvents())
        .containsExactly(new UserJoin(GUILD, "new", "name of new", days, NOON));
  }

  @Test
  void anAccountsAgeIsThatAtTheTimeOfTheEvent() {
    Instant joinedAt = NOON.minus(Duration.ofDays(10));

    intake.event(
        new DiscordEvent.Join(
            GUILD, "new", joinedAt, "name", joinedAt.minus(Duration.ofDays(3)), false));

    assertThat(newsroom.guildEvents())
        .containsExactly(new UserJoin(GUILD, "new", "name", 3, joinedAt));
  }

  @Test
  void whoJoinsIsAMemberFromThenOn() {
    intake.event(join("new", Instant.EPOCH));
    intake.event(message("new"));

    assertThat(newsroom.guildEvents())
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly("UserJoin", "MessageNew");
  }

  @Test
  void whoComesBackHasNeitherRolesNorPresenceOfBefore() {
    intake.event(roles("ada", "20"));
    intake.event(presence("ada", PresenceStatus.ONLINE, Platform.WEB, Platform.MOBILE));

    intake.event(leave("ada"));
    intake.event(join("ada", Instant.EPOCH));

    assertThat(newsroom.guild().member("ada"))
        .satisfies(
            ada -> {
              assertThat(ada.roleIds()).isEmpty();
              assertThat(ada.platforms()).isEmpty();
              assertThat(ada.status()).isEqualTo(PresenceStatus.OFFLINE);
            });
  }

  @Test
  void namesLoseTheirControlCharactersInEveryEvent() {
    intake.guild(
        new GuildDefinition(
            GUILD,
            "Spies",
            List.of(new GuildDefinition.Channel("10", "gen\u0000eral")),
            List.of(new GuildDefinition.Role("20", "Mod\u001B")),
            List.of(
                new GuildDefinition.Member(
                    "ada", "a\u0007da\uD83D\uDC7B", Instant.EPOCH, false, List.of()))));

    intake.event(message("ada"));
    intake.event(presence("ada", PresenceStatus.ONLINE, Platform.WEB, Platform.MOBILE));
    intake.event(roles("ada", "20"));
    intake.event(new DiscordEvent.Join(GUILD, "new", NOON, "n\u0085ew", NOON, false));

    String ada = "ada\uD83D\uDC7B";
    assertThat(newsroom.guildEvents())
        .containsExactly(
            new MessageNew(GUILD, "ada", ada, "10", "general", NOON),
            new PresenceUpdate(GUILD, "ada", ada, "online", NOON),
            new MultiClientAlert(GUILD, "ada", ada, List.of("mobile", "web"), NOON),
            new RoleChange(GUILD, "ada", ada, List.of("Mod"), NOON),
            new UserJoin(GUILD, "new", "new", 0, NOON));
  }

  @Test
  void aNameIsTheOneOfTheLastDefinition() {
    intake.guild(
        Newsroom.guild(
            new GuildDefinition.Member("ada", "countess", Instant.EPOCH, false, List.of())));

    intake.event(message("ada"));

    assertThat(newsroom.guildEvents())
        .containsExactly(new MessageNew(GUILD, "ada", "countess", "10", "general", NOON));
  }

  @Test
  void aDefinitionMakesABotOfAPerson() {
    intake.guild(Newsroom.guild(bot("ada")));

    intake.event(message("ada"));

    assertThat(newsroom.events).isEmpty();
  }

  @Test
  void aRedefinedGuildIsReportedToAnalytics() {
    intake.event(presence("ada", PresenceStatus.ONLINE, Platform.WEB));

    intake.guild(new GuildDefinition(GUILD, "Spies", List.of(), List.of(), List.of(person("ada"))));
    newsroom.advance(Duration.ofSeconds(30));

    assertThat(newsroom.analyticsUpdates())
        .extracting(update -> update.lurkers().get(0).channelCount())
        .containsExactly(2, 0);
  }

  @Test
  void activityIsReportedWithAnUpdate() {
    intake.event(typing("ada"));
    intake.event(typing("robot"));
    intake.event(presence("bob", PresenceStatus.ONLINE, Platform.WEB));
    newsroom.advance(Duration.ofSeconds(30));

    assertThat(newsroom.analyticsUpdates()).hasSize(2);
    AnalyticsUpdate last = newsroom.analyticsUpdates().get(1);
    assertThat(last.ghosts()).extracting(AnalyticsUpdate.Ghost::userId).containsExactly("ada");
    assertThat(last.lurkers()).extracting(AnalyticsUpdate.Lurker::userId).containsExactly("bob");
  }

  @Test
  void aResetForgetsGuildsAndActivity() {
    intake.event(typing("ada"));

    intake.reset();
    assertThat(newsroom.directory.guilds()).isEmpty();
    intake.guild(Newsroom.guild(person("ada"), person("bob")));
    intake.event(typing("bob"));

    AnalyticsUpdate last = newsroom.analyticsUpdates().get(1);
    assertThat(last.ghosts()).extracting(AnalyticsUpdate.Ghost::userId).containsExactly("bob");
  }
}
