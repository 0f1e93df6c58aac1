package dev.spywatcher.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberTest {

  private final Member ada =
      new Member(new GuildDefinition.Member("ada", "ada", Instant.EPOCH, false, List.of("1", "2")));

  @Test
  void isOfflineUntilSeen() {
    assertThat(ada.status()).isEqualTo(PresenceStatus.OFFLINE);
    assertThat(ada.platforms()).isEmpty();
  }

  @Test
  void tellsWhichRolesAreNewInTheOrderGiven() {
    assertThat(ada.assignRoles(List.of("9", "2", "3", "9"))).containsExactly("9", "3");
    assertThat(ada.roleIds()).containsExactlyInAnyOrder("9", "2", "3");
  }

  @Test
  void hasNoNewRolesWhereSomeWereOnlyTakenAway() {
    assertThat(ada.assignRoles(List.of("2"))).isEmpty();
    assertThat(ada.assignRoles(List.of())).isEmpty();
    assertThat(ada.roleIds()).isEmpty();
  }

  @Test
  void tellsWhetherThePlatformsAreOthers() {
    assertThat(ada.present(PresenceStatus.ONLINE, Set.of(Platform.WEB))).isTrue();
    assertThat(ada.present(PresenceStatus.IDLE, EnumSet.of(Platform.WEB))).isFalse();
    assertThat(ada.present(PresenceStatus.IDLE, Set.of(Platform.MOBILE))).isTrue();
    assertThat(ada.present(PresenceStatus.OFFLINE, Set.of())).isTrue();
  }
}
