package dev.spywatcher.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Memberships;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SUB-10 and SUB-14. */
class PermissionsTest {

  private final GuildDirectory directory = new GuildDirectory();
  private final Permissions permissions = Permissions.of(directory);

  @BeforeEach
  void announceAGuildOfAda() {
    announce("900", "ada");
  }

  @Test
  void aMemberMayViewTheGuild() {
    assertThat(decision("ada", Role.USER, "900")).isEqualTo(Decision.ALLOWED);
    assertThat(decision("ada", Role.MODERATOR, "900")).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void aStrangerMayNot() {
    assertThat(decision("bob", Role.USER, "900")).isEqualTo(Decision.DENIED);
    assertThat(decision("bob", Role.MODERATOR, "900")).isEqualTo(Decision.DENIED);
  }

  @Test
  void anAdministratorMayViewAnyGuildThatIsKnown() {
    assertThat(decision("root", Role.ADMIN, "900")).isEqualTo(Decision.ALLOWED);
    assertThat(decision("root", Role.ADMIN, "901")).isEqualTo(Decision.DENIED);
  }

  @Test
  void anUnknownGuildIsDeniedLikeAForbiddenOne() {
    assertThat(decision("ada", Role.USER, "901")).isEqualTo(decision("bob", Role.USER, "900"));
  }

  @Test
  void whoIsNoLongerAMemberMayNoLongerView() {
    announce("900", "bob");

    assertThat(decision("ada", Role.USER, "900")).isEqualTo(Decision.DENIED);
    assertThat(decision("bob", Role.USER, "900")).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void whereThereIsAnAuthorityItsWordCounts() {
    Map<Memberships.Answer, Decision> expected =
        Map.of(
            Memberships.Answer.MEMBER, Decision.ALLOWED,
            Memberships.Answer.NO_MEMBER, Decision.DENIED,
            Memberships.Answer.UNKNOWN, Decision.UNAVAILABLE);
    expected.forEach(
        (answer, decision) -> {
          Permissions asked =
              Permissions.of(
                  directory, (guildId, userId) -> CompletableFuture.completedFuture(answer));
          for (String user : List.of("ada", "bob")) {
            assertThat(decision(asked, user, Role.USER, "900")).isEqualTo(decision);
          }
        });
  }

  @Test
  void theAuthorityIsNotAskedForAnAdministratorOfAKnownGuild() {
    Permissions asked =
        Permissions.of(
            directory,
            (guildId, userId) -> {
              throw new AssertionError("asked about " + guildId);
            });

    assertThat(decision(asked, "root", Role.ADMIN, "900")).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void aGuildThatIsNotKnownYetIsNotDeniedButUnavailable() {
    Map<Memberships.Answer, Decision> expected =
        Map.of(
            Memberships.Answer.MEMBER, Decision.UNAVAILABLE,
            Memberships.Answer.NO_MEMBER, Decision.DENIED,
            Memberships.Answer.UNKNOWN, Decision.UNAVAILABLE);
    expected.forEach(
        (answer, decision) -> {
          Permissions asked =
              Permissions.of(
                  directory, (guildId, userId) -> CompletableFuture.completedFuture(answer));
          assertThat(decision(asked, "ada", Role.USER, "901")).isEqualTo(decision);
          assertThat(decision(asked, "root", Role.ADMIN, "901")).isEqualTo(decision);
        });
  }

  private Decision decision(String userId, Role role, String guildId) {
    return decision(permissions, userId, role, guildId);
  }

  private static Decision decision(
      Permissions permissions, String userId, Role role, String guildId) {
    return permissions
        .mayView(new Identity(userId, role, null), guildId)
        .toCompletableFuture()
        .join();
  }

  private void announce(String guildId, String userId) {
    directory.put(
        new GuildDefinition(
            guildId,
            "guild",
            List.of(),
            List.of(),
            List.of(new GuildDefinition.Member(userId, userId, Instant.EPOCH, false, List.of()))));
  }
}
