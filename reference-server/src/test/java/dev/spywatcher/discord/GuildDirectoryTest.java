package dev.spywatcher.discord;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuildDirectoryTest {

  private final GuildDirectory directory = new GuildDirectory();

  @Test
  void knowsNoGuildThatWasNotAnnounced() {
    assertThat(directory.guild("900")).isNull();
    assertThat(directory.isMember("900", "ada")).isFalse();
    assertThat(directory.guilds()).isEmpty();
  }

  @Test
  void listsGuildsInTheOrderInWhichTheyWereAnnounced() {
    directory.put(guild("3"));
    directory.put(guild("1"));
    directory.put(guild("2"));
    directory.put(guild("3", "ada"));

    assertThat(directory.guilds()).extracting(Guild::id).containsExactly("3", "1", "2");
  }

  @Test
  void takesOverWhatAGuildIsRedefinedAs() {
    directory.put(guild("900", "ada"));

    directory.put(
        new GuildDefinition(
            "900",
            "renamed",
            List.of(new GuildDefinition.Channel("8", "lounge")),
            List.of(new GuildDefinition.Role("6", "Guest")),
            List.of(
                new GuildDefinition.Member("ada", "countess", Instant.MAX, true, List.of("6")))));

    Guild guild = known("900");
    assertThat(guild.name()).isEqualTo("renamed");
    assertThat(guild.channels()).containsOnlyKeys("8");
    assertThat(guild.roles()).containsOnlyKeys("6");
    Member ada = requireNonNull(guild.member("ada"));
    assertThat(ada.username()).isEqualTo("countess");
    assertThat(ada.createdAt()).isEqualTo(Instant.MAX);
    assertThat(ada.bot()).isTrue();
    assertThat(ada.roleIds()).containsExactly("6");
  }

  @Test
  void tellsWhoIsNoLongerAMember() {
    assertThat(directory.put(guild("900", "ada", "bob", "cyd"))).isEmpty();

    assertThat(directory.put(guild("900", "bob", "dan"))).containsExactlyInAnyOrder("ada", "cyd");
    assertThat(directory.isMember("900", "ada")).isFalse();
    assertThat(directory.isMember("900", "bob")).isTrue();
    assertThat(directory.isMember("900", "dan")).isTrue();
  }

  @Test
  void keepsThePresenceOfMembersWhoRemain() {
    directory.put(guild("900", "ada"));
    requireNonNull(known("900").member("ada"))
        .present(PresenceStatus.DND, Set.of(Platform.WEB, Platform.MOBILE));

    directory.put(guild("900", "ada", "bob"));

    Member ada = requireNonNull(known("900").member("ada"));
    assertThat(ada.status()).isEqualTo(PresenceStatus.DND);
    assertThat(ada.platforms()).containsExactlyInAnyOrder(Platform.WEB, Platform.MOBILE);
  }

  @Test
  void keepsMembersOfGuildsApart() {
    directory.put(guild("900", "ada"));
    directory.put(guild("901", "bob"));

    assertThat(directory.isMember("900", "bob")).isFalse();
    assertThat(directory.isMember("901", "ada")).isFalse();
  }

  @Test
  void forgetsEveryGuild() {
    directory.put(guild("900", "ada"));

    directory.clear();

    assertThat(directory.guilds()).isEmpty();
    assertThat(directory.isMember("900", "ada")).isFalse();
  }

  private Guild known(String id) {
    return requireNonNull(directory.guild(id));
  }

  private static GuildDefinition guild(String id, String... userIds) {
    return new GuildDefinition(
        id,
        "guild " + id,
        List.of(),
        List.of(),
        Arrays.stream(userIds)
            .map(user -> new GuildDefinition.Member(user, user, Instant.EPOCH, false, List.of()))
            .toList());
  }
}
