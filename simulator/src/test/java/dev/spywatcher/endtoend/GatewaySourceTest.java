package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.discord.SourceState;
import dev.spywatcher.discord.gateway.GatewayOptions;
import dev.spywatcher.discord.gateway.GatewaySource;
import dev.spywatcher.fakediscord.Aim;
import dev.spywatcher.fakediscord.CloseConnection;
import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.fakediscord.Intent;
import dev.spywatcher.fakediscord.InvalidSession;
import dev.spywatcher.fakediscord.MuteAcks;
import dev.spywatcher.fakediscord.ServerError;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server makes of a Discord that changes, refuses, fails and is away. */
@Timeout(90)
class GatewaySourceTest {

  private static final String GUILD = "349226271420449824";
  private static final String GENERAL = "349226271420449900";
  private static final String SAILOR = "349226271420449901";
  private static final String ADA = "80351110224678912";
  private static final String BEN = "80351110224678913";

  private final FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults());

  @AfterEach
  void closeDiscord() {
    discord.close();
  }

  private static GuildDefinition guild(String name, List<Channel> channels, List<Role> roles) {
    return new GuildDefinition(
        GUILD, name, channels, roles, List.of(member(ADA, "ada"), member(BEN, "ben")));
  }

  private static GuildDefinition guild() {
    return guild(
        "Harbor", List.of(new Channel(GENERAL, "general")), List.of(new Role(SAILOR, "Sailor")));
  }

  private static Member member(String id, String name) {
    return new Member(id, name, Instant.EPOCH, false, List.of());
  }

  private static DiscordEvent message(String channelId) {
    return new DiscordEvent.Message(GUILD, ADA, Instant.now(), channelId, "hush");
  }

  private static List<String> told(Viewer viewer) {
    return viewer.events().stream()
        .map(
            event ->
                Stream.of("username", "channelName", "status", "platforms", "addedRoles", "message")
                    .filter(event.get(1)::has)
                    .map(key -> event.get(1).get(key).toString().replace("\"", ""))
                    .reduce(event.get(0).asText(), (all, next) -> all + " " + next))
        .toList();
  }

  private static void assertTold(Viewer viewer, String... events) {
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(() -> assertThat(told(viewer)).hasSizeGreaterThanOrEqualTo(events.length));
    assertThat(told(viewer)).containsExactly(events);
  }

  @Test
  void everyKindOfEventReachesTheClients() throws Exception {
    discord.accept(guild());
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      viewer.subscribed("guild", GUILD);
      Instant now = Instant.now();

      discord.accept(message(GENERAL));
      discord.accept(
          new DiscordEvent.Presence(
              GUILD, BEN, now, PresenceStatus.IDLE, Set.of(Platform.WEB, Platform.MOBILE)));
      discord.accept(
          new DiscordEvent.Presence(
              GUILD, BEN, now, PresenceStatus.IDLE, Set.of(Platform.WEB, Platform.DESKTOP)));
      discord.accept(new DiscordEvent.Presence(GUILD, BEN, now, PresenceStatus.OFFLINE, Set.of()));
      discord.accept(new DiscordEvent.Roles(GUILD, BEN, now, List.of(SAILOR)));
      discord.accept(new DiscordEvent.Roles(GUILD, BEN, now, List.of()));
      discord.accept(
          new DiscordEvent.Join(GUILD, "80351110224678999", now, "cleo", Instant.EPOCH, false));
      discord.accept(new DiscordEvent.Leave(GUILD, BEN, now));
      discord.accept(message(GENERAL));

      assertTold(
          viewer,
          "message:new ada general",
          "presence:update ben idle",
          "alert:multiClient ben [mobile,web]",
          "presence:update ben idle",
          "alert:multiClient ben [desktop,web]",
          "presence:update ben offline",
          "role:change ben [Sailor]",
          "user:join cleo",
          "message:new ada general");
      assertThat(viewer.events().toString()).doesNotContain("hush");
    }
  }

  @Test
  void channelsRolesAndNamesThatChangeAreKnownBeforeTheirFirstEvent() throws Exception {
    discord.accept(guild());
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      viewer.subscribed("guild", GUILD);
      Channel created = new Channel("349226271420449910", "plans");
      Role captain = new Role("349226271420449911", "Captain");

      discord.accept(
          new GuildDefinition(
              GUILD,
              "Port",
              List.of(new Channel(GENERAL, "lobby"), created),
              List.of(new Role(SAILOR, "Mate"), captain),
              List.of(member(ADA, "countess"), member(BEN, "ben"))));
      discord.accept(message(GENERAL));
      discord.accept(message(created.id()));
      discord.accept(
          new DiscordEvent.Roles(GUILD, BEN, Instant.now(), List.of(SAILOR, captain.id())));

      assertTold(
          viewer,
          "message:new countess lobby",
          "message:new countess plans",
          "role:change ben [Mate,Captain]");
      assertThat(stage.get("/control/guilds")).contains("\"name\":\"Port\"");
    }
  }

  @Test
  void aLargeGuildIsThereWithAllItsMembers() throws Exception {
    List<Member> members = new ArrayList<>(List.of(member(ADA, "ada")));
    for (int i = 0; i < 5_000; i++) {
      members.add(member(Long.toString(90351110224678912L + i), "member" + i));
    }
    discord.accept(new GuildDefinition(GUILD, "Large", List.of(), List.of(), members));

    try (Stage stage = Stage.connectedTo(discord)) {
      // The bot is one of them.
      assertThat(stage.get("/control/guilds")).contains("\"members\":5002");
    }
  }

  @Test
  void aGuildMayComeAndGoWhileTheBotIsThere() throws Exception {
    try (Stage stage = Stage.connectedTo(discord)) {
      discord.accept(guild());
      await()
          .atMost(Stage.PATIENCE)
          .untilAsserted(() -> assertThat(stage.health()).contains("\"guilds\":1"));
      try (Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
        viewer.subscribed("guild", GUILD);
        discord.accept(message(GENERAL));
        assertTold(viewer, "message:new ada general");

        discord.removeGuild(GUILD);
        await()
            .atMost(Stage.PATIENCE)
            .untilAsserted(
                () -> assertThat(stage.get("/control/guilds")).contains("\"members\":0"));
        assertThat(viewer.subscribe("guild", GUILD)).isEqualTo("Not authorized for this guild");
      }
    }
  }

  @Test
  void discordDecidesWhoMayViewAGuild() throws Exception {
    discord.accept(guild());
    try (Stage stage = Stage.connectedTo(discord);
        Viewer member = new Viewer(stage.server.url(), ADA, "USER");
        Viewer stranger = new Viewer(stage.server.url(), "80351110224670000", "USER");
        Viewer admin = new Viewer(stage.server.url(), "80351110224670000", "ADMIN")) {
      discord.strike(new ServerError(new Aim("/guilds/" + GUILD + "/members", 1), 500));
      assertThat(member.subscribe("guild", GUILD))
          .isEqualTo("Authorization temporarily unavailable");

      member.subscribed("guild", GUILD);
      admin.subscribed("guild", GUILD);
      assertThat(stranger.subscribe("guild", GUILD)).isEqualTo("Not authorized for this guild");
      assertThat(member.subscribe("guild", "404")).isEqualTo("Not authorized for this guild");

      discord.accept(new DiscordEvent.Leave(GUILD, ADA, Instant.now()));
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> !member.subscribe("analytics", GUILD).equals("ok"));
      discord.accept(
          new DiscordEvent.Presence(
              GUILD, BEN, Instant.now(), PresenceStatus.DND, Set.of(Platform.WEB)));
      assertTold(admin, "presence:update ben dnd");
      assertThat(told(member))
          .as("events after the membership ended")
          .noneMatch(event -> event.contains("ben dnd"));
    }
  }

  @Test
  void aSessionThatCannotBeResumedBeginsAnew() throws Exception {
    discord.accept(guild());
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      viewer.subscribed("guild", GUILD);
      discord.accept(message(GENERAL));

      discord.strike(new InvalidSession(false));
      stage.awaitState(SourceState.Kind.RETRYING);
      stage.awaitState(SourceState.Kind.DELIVERING);
      discord.accept(
          new DiscordEvent.Presence(
              GUILD, BEN, Instant.now(), PresenceStatus.DND, Set.of(Platform.WEB)));

      assertTold(viewer, "message:new ada general", "presence:update ben dnd");
    }
  }

  @Test
  void whoIsThereFromTheStartIsSeen() throws Exception {
    discord.accept(guild());
    discord.accept(
        new DiscordEvent.Presence(
            GUILD,
            BEN,
            Instant.now(),
            PresenceStatus.IDLE,
            Set.of(Platform.WEB, Platform.DESKTOP)));
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      await()
          .atMost(Stage.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(stage.get("/control/guilds/" + GUILD))
                      .contains("\"status\":\"idle\""));
      viewer.subscribed("guild", GUILD);
      discord.accept(
          new DiscordEvent.Presence(
              GUILD,
              BEN,
              Instant.now(),
              PresenceStatus.DND,
              Set.of(Platform.WEB, Platform.DESKTOP)));

      assertTold(viewer, "presence:update ben dnd");

      discord.strike(new InvalidSession(false));
      stage.awaitState(SourceState.Kind.RETRYING);
      discord.accept(
          new DiscordEvent.Presence(GUILD, BEN, Instant.now(), PresenceStatus.OFFLINE, Set.of()));

      assertTold(viewer, "presence:update ben dnd", "presence:update ben offline");
    }
  }

  @Test
  void whileItsGuildsComeTheServerDeniesNobody() throws Exception {
    discord.accept(guild());
    discord.strike(new ServerError(new Aim("/gateway/bot", 1), 500));
    try (Stage stage = new Stage(Stage.bot(discord));
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      stage.awaitState(SourceState.Kind.RETRYING);
      assertThat(viewer.subscribe("guild", GUILD))
          .isEqualTo("Authorization temporarily unavailable");

      stage.awaitState(SourceState.Kind.DELIVERING);
      viewer.subscribed("guild", GUILD);
      assertThat(viewer.subscribe("guild", "349226271420449825"))
          .isEqualTo("Not authorized for this guild");
    }
  }

  @Test
  void aResetAnnouncesTheGuildsAgain() throws Exception {
    discord.accept(guild());
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
      stage.post("/control/reset", "");
      viewer.subscribed("guild", GUILD);
      discord.accept(message(GENERAL));

      assertTold(viewer, "message:new ada general");
    }
  }

  @Test
  void aWrongTokenIsSaidAndNotTriedAgain() throws Exception {
    try (FakeDiscord strict =
            FakeDiscord.start(FakeDiscordOptions.builder().token("right").build());
        Stage stage = new Stage(Stage.bot(strict))) {
      stage.awaitState(SourceState.Kind.FAILED);

      assertThat(stage.health())
          .contains("\"status\":\"up\"", "\"sourceState\":\"failed\"", "Discord refuses it")
          .doesNotContain("a.bot");
    }
  }

  @Test
  void anIntentThatIsNotAllowedIsSaidAndNotTriedAgain() throws Exception {
    try (FakeDiscord strict =
            FakeDiscord.start(
                FakeDiscordOptions.builder()
                    .disallowedIntents(Set.of(Intent.GUILD_PRESENCES))
                    .build());
        Stage stage = new Stage(Stage.bot(strict))) {
      stage.awaitState(SourceState.Kind.FAILED);

      assertThat(stage.health()).contains("close code 4014", "Presence Intent");
    }
  }

  @Test
  void aTokenThatIsWithdrawnLeavesTheServerUp() throws Exception {
    discord.accept(guild());
    try (Stage stage = Stage.connectedTo(discord);
        Viewer viewer = new Viewer(stage.server.url(), ADA, "ADMIN")) {
      viewer.subscribed("guild", GUILD);
      discord.strike(new CloseConnection(4004));

      stage.awaitState(SourceState.Kind.FAILED);

      viewer.subscribed("analytics", GUILD);
    }
  }

  @Test
  void aDiscordThatIsAwayIsTriedAgainUntilItIsThere() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    GatewaySource source =
        new GatewaySource(GatewayOptions.of("http://127.0.0.1:" + port + "/api/v10", "a.bot"));
    try (Stage stage = new Stage(source)) {
      stage.awaitState(SourceState.Kind.RETRYING);
      assertThat(stage.health()).contains("\"status\":\"up\"", "cannot be reached");

      try (FakeDiscord late =
          FakeDiscord.start(FakeDiscordOptions.builder().restPort(port).build())) {
        late.accept(guild());
        stage.awaitState(SourceState.Kind.DELIVERING);
        assertThat(stage.health()).contains("\"guilds\":1");
      }
      stage.awaitState(SourceState.Kind.RETRYING);

      // Another one in its place: it knows nothing of the session, and its gateway is elsewhere.
      try (FakeDiscord other =
              FakeDiscord.start(FakeDiscordOptions.builder().restPort(port).build());
          Viewer viewer = new Viewer(stage.server.url(), ADA, "ADMIN")) {
        other.accept(guild());
        stage.awaitState(SourceState.Kind.DELIVERING);
        viewer.subscribed("guild", GUILD);
        other.accept(message(GENERAL));
        assertTold(viewer, "message:new ada general");
      }
    }
  }

  @Test
  void aDiscordThatFallsSilentIsNoticedAndTheSessionResumed() throws Exception {
    try (FakeDiscord silent =
        FakeDiscord.start(
            FakeDiscordOptions.builder().heartbeatInterval(Duration.ofMillis(500)).build())) {
      silent.accept(guild());
      try (Stage stage = Stage.connectedTo(silent);
          Viewer viewer = new Viewer(stage.server.url(), ADA, "USER")) {
        viewer.subscribed("guild", GUILD);
        silent.strike(new MuteAcks());
        silent.accept(message(GENERAL));

        await()
            .atMost(Stage.PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(silent.sessions())
                        .singleElement()
                        .matches(session -> session.connected() && session.resumes() == 1));
        silent.accept(message(GENERAL));

        assertTold(viewer, "message:new ada general", "message:new ada general");
      }
    }
  }

  @Test
  void closedItLeavesNoThread() throws Exception {
    discord.accept(guild());
    Stage.connectedTo(discord).close();

    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("spywatcher-discord"))
                    .noneMatch(name -> name.startsWith("JDA")));
  }
}
