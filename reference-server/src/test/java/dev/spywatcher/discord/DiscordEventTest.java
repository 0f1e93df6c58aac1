package dev.spywatcher.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscordEventTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void aMessageDoesNotPrintItsContent() {
    assertThat(new DiscordEvent.Message("900", "ada", NOON, "7", "top secret"))
        .hasToString(
            "Message[guildId=900, userId=ada, timestamp=2026-01-31T12:00:00Z, channelId=7]");
  }

  @Test
  void whoIsOfflineHasNoPlatforms() {
    assertThat(
            new DiscordEvent.Presence(
                "900", "ada", NOON, PresenceStatus.OFFLINE, Set.of(Platform.WEB, Platform.MOBILE)))
        .extracting(DiscordEvent.Presence::platforms)
        .isEqualTo(Set.of());
  }

  @Test
  void aPresenceDoesNotChangeWithTheSetItWasMadeFrom() {
    Set<Platform> platforms = EnumSet.of(Platform.WEB);
    DiscordEvent.Presence presence =
        new DiscordEvent.Presence("900", "ada", NOON, PresenceStatus.ONLINE, platforms);

    platforms.add(Platform.MOBILE);

    assertThat(presence.platforms()).containsExactly(Platform.WEB);
  }

  @Test
  void wordsOnTheWireAreLowerCase() {
    assertThat(PresenceStatus.values())
        .extracting(PresenceStatus::wire)
        .containsExactly("online", "idle", "dnd", "offline");
    assertThat(Platform.values())
        .extracting(Platform::wire)
        .containsExactly("desktop", "mobile", "web");
  }
}
