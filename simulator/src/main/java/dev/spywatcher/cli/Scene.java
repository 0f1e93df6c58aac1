package dev.spywatcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.cli.GuildView.Member;
import dev.spywatcher.cli.GuildView.Named;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where something is to happen, and who can take part: a guild, its people, one channel. */
final class Scene {
  private static final List<String> NEWCOMERS =
      List.of(
          "amara", "bjorn", "chiyo", "dario", "elif", "farid", "greta", "hana", "ines", "jonas",
          "kofi", "lucia", "mateo", "noor", "olga", "priya", "quinn", "rosa", "sami", "tove");

  private final GuildView guild;
  private final @Nullable Value user;
  private final @Nullable Value channel;
  private final RandomGenerator random;
  private final Instant now;
  private final Map<String, Member> changed = new HashMap<>();

  /**
   * A scene.
   *
   * @param user id or name of who acts; {@code null} for anyone
   * @param channel id or name; {@code null} for the first
   */
  Scene(
      GuildView guild,
      @Nullable Value user,
      @Nullable Value channel,
      RandomGenerator random,
      Instant now) {
    this.guild = guild;
    this.user = user;
    this.channel = channel;
    this.random = random;
    this.now = now;
  }

  String guildName() {
    return Plain.name(guild.name(), 24);
  }

  String guildId() {
    return guild.id();
  }

  List<Named> roles() {
    return guild.roles().stream().filter(role -> !role.id().equals(guild.id())).toList();
  }

  Named channel() {
    Value wanted = channel;
    if (wanted == null) {
      return guild.channels().stream()
          .findFirst()
          .orElseThrow(() -> CommandFailure.failed(guildName() + " has no channel"));
    }
    return Named.find(guild.channels(), wanted.text())
        .orElseThrow(
            () ->
                wanted.isNot(
                    "a channel of " + guildName() + "; it has " + Named.listed(guild.channels())));
  }

  /** Who can act: the one that was asked for, else everyone but bots and who is watching. */
  List<Member> cast() {
    if (user != null) {
      return List.of(named(user));
    }
    List<Member> people = guild.members().stream().filter(member -> !member.bot()).toList();
    List<Member> others =
        people.stream().filter(member -> !member.userId().equals(DemoUser.USUAL.userId())).toList();
    if (people.isEmpty()) {
      throw CommandFailure.failed(
          guildName()
              + " has no members but bots; let one in: "
              + Program.command()
              + " trigger join");
    }
    return others.isEmpty() ? people : others;
  }

  /** Someone who is not a member yet; with the id that was asked for, if one was. */
  Member newcomer() {
    Instant createdAt = now.minus(Duration.ofMinutes(random.nextLong(60, 4 * 365 * 24 * 60)));
    String id = Snowflake.id(createdAt, random.nextLong(Snowflake.ORDINALS));
    if (user != null) {
      id = user.text();
      if (member(id).isPresent()) {
        throw user.isNot("someone new, but already a member of " + guildName());
      }
    }
    String name = NEWCOMERS.get(random.nextInt(NEWCOMERS.size())) + random.nextInt(10, 100);
    return new Member(id, name, false, List.of(), "offline", List.of());
  }

  /** When the account of {@code userId} was created, as far as the id tells. */
  Instant createdAt(String userId) {
    try {
      Instant createdAt = Snowflake.createdAt(userId);
      return createdAt.isBefore(now) ? createdAt : now;
    } catch (IllegalArgumentException e) {
      return now.minus(Duration.ofDays(30));
    }
  }

  /** {@code member} as the events made so far will have left it. */
  Member latest(Member member) {
    return changed.getOrDefault(member.userId(), member);
  }

  void becomes(Member member) {
    changed.put(member.userId(), member);
  }

  ObjectNode event(String type, Member member) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("guildId", guild.id())
        .put("userId", member.userId());
  }

  static ArrayNode array(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private Member named(Value idOrName) {
    return member(idOrName.text())
        .or(
            () ->
                guild.members().stream()
                    .filter(member -> member.username().equalsIgnoreCase(idOrName.text()))
                    .findFirst())
        .orElseThrow(() -> idOrName.isNot("a member of " + guildName() + " (id or name)"));
  }

  private Optional<Member> member(String id) {
    return guild.members().stream().filter(member -> member.userId().equals(id)).findFirst();
  }
}
