package dev.spywatcher.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.event.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * An intake at noon with one guild: ada and bob are members, robot is a bot, {@code general} and
 * {@code lounge} are channels. Remembers the server events and the memberships that ended.
 */
final class Newsroom implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  static final String GUILD = "900";

  final GuildDirectory directory = new GuildDirectory();
  final List<ServerEvent> events = Collections.synchronizedList(new ArrayList<>());
  final List<String> gone = new ArrayList<>();
  final Intake intake;
  private final ServiceClock clock = new ServiceClock(InstantSource.fixed(NOON));

  Newsroom() {
    Analytics analytics =
        new Analytics(directory, clock, Duration.ofSeconds(30), guildId -> true, events::add);
    intake =
        new Intake(
            directory,
            analytics,
            events::add,
            (guildId, userId) -> gone.add(userId + " of " + guildId),
            clock);
    intake.guild(guild(person("ada"), person("bob"), bot("robot")));
  }

  static GuildDefinition guild(GuildDefinition.Member... members) {
    return new GuildDefinition(
        GUILD,
        "Spies",
        List.of(
            new GuildDefinition.Channel("10", "general"),
            new GuildDefinition.Channel("11", "lounge")),
        List.of(
            new GuildDefinition.Role("20", "Moderator"),
            new GuildDefinition.Role("21", "VIP"),
            new GuildDefinition.Role("22", "Guest")),
        List.of(members));
  }

  static GuildDefinition.Member person(String id, String... roleIds) {
    return new GuildDefinition.Member(
        id, "name of " + id, Instant.EPOCH, false, Arrays.asList(roleIds));
  }

  static GuildDefinition.Member bot(String id) {
    return new GuildDefinition.Member(id, "name of " + id, Instant.EPOCH, true, List.of());
  }

  static DiscordEvent.Message message(String userId) {
    return new DiscordEvent.Message(GUILD, userId, NOON, "10", "the content of a message");
  }

  static DiscordEvent.Typing typing(String userId) {
    return new DiscordEvent.Typing(GUILD, userId, NOON, "10");
  }

  static DiscordEvent.Presence presence(
      String userId, PresenceStatus status, Platform... platforms) {
    return new DiscordEvent.Presence(GUILD, userId, NOON, status, Set.of(platforms));
  }

  static DiscordEvent.Roles roles(String userId, String... roleIds) {
    return new DiscordEvent.Roles(GUILD, userId, NOON, Arrays.asList(roleIds));
  }

  static DiscordEvent.Join join(String userId, Instant createdAt) {
    return new DiscordEvent.Join(GUILD, userId, NOON, "name of " + userId, createdAt, false);
  }

  static DiscordEvent.Join botJoin(String userId) {
    return new DiscordEvent.Join(GUILD, userId, NOON, "name of " + userId, Instant.EPOCH, true);
  }

  static DiscordEvent.Leave leave(String userId) {
    return new DiscordEvent.Leave(GUILD, userId, NOON);
  }

  /** Everything that was raised except analytics, which has tests of its own. */
  List<ServerEvent> guildEvents() {
    synchronized (events) {
      return events.stream()
          .filter(event -> !(event instanceof ServerEvent.AnalyticsUpdate))
          .toList();
    }
  }

  List<ServerEvent.AnalyticsUpdate> analyticsUpdates() {
    synchronized (events) {
      return events.stream()
          .filter(ServerEvent.AnalyticsUpdate.class::isInstance)
          .map(ServerEvent.AnalyticsUpdate.class::cast)
          .toList();
    }
  }

  void advance(Duration by) {
    assertThat(clock.advance(by)).succeedsWithin(Duration.ofSeconds(10));
  }

  Guild guild() {
    return requireNonNull(directory.guild(GUILD));
  }

  @Override
  public void close() {
    clock.close();
  }
}
