package dev.spywatcher.discord.gateway;

import static dev.spywatcher.discord.PresenceStatus.IDLE;
import static dev.spywatcher.discord.PresenceStatus.OFFLINE;
import static dev.spywatcher.discord.PresenceStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresencesTest {

  private final Presences presences = new Presences();

  private static DiscordEvent.Presence of(
      String userId, PresenceStatus status, Platform... platforms) {
    return new DiscordEvent.Presence("7", userId, Instant.EPOCH, status, Set.of(platforms));
  }

  @Test
  void anotherActivityIsNoPresence() {
    assertThat(presences.takes(of("1", ONLINE, Platform.WEB), 0)).isTrue();
    assertThat(presences.takes(of("1", ONLINE, Platform.WEB), 1)).isFalse();
    assertThat(presences.takes(of("1", ONLINE, Platform.WEB), 0)).isFalse();
  }

  @Test
  void anotherStatusOrClientIsOneWhateverTheActivity() {
    presences.takes(of("1", ONLINE, Platform.WEB), 0);

    assertThat(presences.takes(of("1", IDLE, Platform.WEB), 0)).isTrue();
    assertThat(presences.takes(of("1", IDLE, Platform.MOBILE), 0)).isTrue();
    assertThat(presences.takes(of("1", ONLINE, Platform.MOBILE), 1)).isTrue();
  }

  @Test
  void theSameAgainIsOne() {
    presences.takes(of("1", ONLINE, Platform.WEB), 3);

    assertThat(presences.takes(of("1", ONLINE, Platform.WEB), 3)).isTrue();
  }

  @Test
  void aGuildBeginsWithThoseWhoAreThere() {
    assertThat(presences.begins(of("1", ONLINE, Platform.WEB), 0)).isTrue();
    assertThat(presences.begins(of("2", OFFLINE), 0)).isFalse();
  }

  @Test
  void aGuildThatBeginsAnewTellsWhatHasChanged() {
    presences.begins(of("1", ONLINE, Platform.WEB), 0);
    presences.takes(of("2", IDLE, Platform.WEB), 0);
    presences.takes(of("3", OFFLINE), 0);
    presences.takes(of("4", IDLE, Platform.WEB), 0);

    assertThat(presences.begins(of("1", ONLINE, Platform.WEB), 5)).isFalse();
    assertThat(presences.begins(of("2", ONLINE, Platform.WEB), 0)).isTrue();
    assertThat(presences.goneBut(Set.of("1", "2"))).containsExactly("4");
  }

  @Test
  void whoHasLeftIsForgotten() {
    presences.takes(of("1", ONLINE, Platform.WEB), 0);

    presences.remove("1");

    assertThat(presences.goneBut(Set.of())).isEmpty();
  }
}
