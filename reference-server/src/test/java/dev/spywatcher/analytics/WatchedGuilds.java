package dev.spywatcher.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.event.ServerEvent.AnalyticsUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guilds whose analytics someone is subscribed to, on a clock that moves only when it is told to.
 * Remembers the updates that were sent.
 */
final class WatchedGuilds implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(30);

  final ServiceClock clock = new ServiceClock(InstantSource.fixed(NOON));
  final GuildDirectory directory = new GuildDirectory();
  final List<AnalyticsUpdate> updates = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> unwatched = ConcurrentHashMap.newKeySet();
  final Analytics analytics =
      new Analytics(
          directory, clock, INTERVAL, guildId -> !unwatched.contains(guildId), this::remember);

  private void remember(ServerEvent event) {
    updates.add((AnalyticsUpdate) event);
  }

  void announce(String guildId, String... userIds) {
    announce(guildId, 3, Arrays.asList(userIds));
  }

  void announce(String guildId, int channels, Collection<String> userIds) {
    List<GuildDefinition.Channel> channelList = new ArrayList<>();
    for (int i = 1; i <= channels; i++) {
      channelList.add(new GuildDefinition.Channel("channel-" + i, "channel " + i));
    }
    directory.put(
        new GuildDefinition(
            guildId,
            "guild " + guildId,
            channelList,
            List.of(),
            userIds.stream()
                .map(
                    id ->
                        new GuildDefinition.Member(
                            id, "name of " + id, Instant.EPOCH, false, List.of()))
                .toList()));
  }

  void nobodyWatches(String guildId) {
    unwatched.add(guildId);
  }

  void someoneWatches(String guildId) {
    unwatched.remove(guildId);
  }

  void writes(String guildId, String userId, String channelId) {
    analytics.wrote(guildId, userId, channelId, clock.instant());
  }

  void types(String guildId, String userId, String channelId) {
    analytics.typed(guildId, userId, channelId, clock.instant());
  }

  void appears(String guildId, String userId) {
    analytics.appeared(guildId, userId, PresenceStatus.ONLINE, clock.instant());
  }

  void goesOffline(String guildId, String userId) {
    analytics.appeared(guildId, userId, PresenceStatus.OFFLINE, clock.instant());
  }

  void advance(Duration by) {
    assertThat(clock.advance(by)).succeedsWithin(Duration.ofSeconds(10));
  }

  void advance(int seconds) {
    advance(Duration.ofSeconds(seconds));
  }

  List<AnalyticsUpdate> updatesOf(String guildId) {
    synchronized (updates) {
      return updates.stream().filter(update -> update.guildId().equals(guildId)).toList();
    }
  }

  AnalyticsUpdate lastUpdateOf(String guildId) {
    List<AnalyticsUpdate> all = updatesOf(guildId);
    assertThat(all).as("updates of guild %s", guildId).isNotEmpty();
    return all.get(all.size() - 1);
  }

  /** When updates went out, in seconds after noon. */
  List<Long> sentAfterSeconds(String guildId) {
    return updatesOf(guildId).stream()
        .map(update -> Duration.between(NOON, update.timestamp()).toSeconds())
        .toList();
  }

  @Override
  public void close() {
    clock.close();
  }
}
