package dev.spywatcher.features.steps;

import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.stimulus.Guild.Channel;
import dev.spywatcher.features.stimulus.Guild.Member;
import dev.spywatcher.features.stimulus.Guild.Role;
import dev.spywatcher.features.stimulus.Snowflake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The people and guilds of one scenario, by the names that the features call them. */
public final class Cast {
  /** A user of Discord, who need not be a member of any guild. */
  record Person(String userId, String username, Instant createdAt) {}

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Guild> guilds = new LinkedHashMap<>();
  private final Map<String, String> unknownGuilds = new LinkedHashMap<>();

  Person person(String name) {
    return people.computeIfAbsent(
        name,
        newcomer -> {
          Instant createdAt = Snowflake.anyCreation();
          return new Person(Snowflake.at(createdAt), newcomer.toLowerCase(Locale.ROOT), createdAt);
        });
  }

  Person person(String name, String username, Instant createdAt) {
    Person person = new Person(Snowflake.at(createdAt), username, createdAt);
    people.put(name, person);
    return person;
  }

  /** A person's name may change, and is then another in every guild that is put again. */
  void rename(String name, String username) {
    Person person = person(name);
    people.put(name, new Person(person.userId(), username, person.createdAt()));
  }

  Guild found(String guildName) {
    Guild guild =
        new Guild(
            Snowflake.any(),
            guildName,
            List.of(new Channel(Snowflake.any(), "general")),
            List.of(),
            List.of());
    guilds.put(guildName, guild);
    return guild;
  }

  Guild guild(String guildName) {
    Guild guild = guilds.get(guildName);
    if (guild == null) {
      throw new IllegalArgumentException("the scenario has no guild " + guildName);
    }
    return guild;
  }

  Collection<Guild> guilds() {
    return List.copyOf(guilds.values());
  }

  /** The ids of all people and guilds of the scenario. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    people.values().forEach(person -> ids.add(person.userId()));
    guilds.values().forEach(guild -> ids.add(guild.id()));
    return ids;
  }

  /** The id of a guild, or, for a guild that no one has founded, an id that does not exist. */
  String guildId(String guildName) {
    Guild guild = guilds.get(guildName);
    return guild != null
        ? guild.id()
        : unknownGuilds.computeIfAbsent(guildName, unknown -> Snowflake.any());
  }

  Guild admit(String guildName, List<String> names, boolean bots) {
    Guild guild = guild(guildName);
    List<Member> members = new ArrayList<>(guild.members());
    for (String name : names) {
      Person person = person(name);
      members.add(
          new Member(person.userId(), person.username(), person.createdAt(), bots, List.of()));
    }
    return replace(guildName, guild.channels(), guild.roles(), members);
  }

  Guild withChannels(String guildName, List<String> names) {
    List<Channel> channels =
        names.stream().map(name -> new Channel(Snowflake.any(), name)).toList();
    Guild guild = guild(guildName);
    return replace(guildName, channels, guild.roles(), guild.members());
  }

  Guild withRoles(String guildName, Map<String, String> idsByName) {
    List<Role> roles = new ArrayList<>();
    idsByName.forEach((id, name) -> roles.add(new Role(id, name)));
    Guild guild = guild(guildName);
    return replace(guildName, guild.channels(), roles, guild.members());
  }

  Guild withRolesOf(String guildName, String userId, List<String> roles) {
    return withMembers(
        guildName,
        member ->
            member.userId().equals(userId)
                ? new Member(
                    userId, member.username(), member.createdAt(), member.bot(), List.copyOf(roles))
                : member);
  }

  /** The guild with its members under the names that they go by now. */
  Guild renamed(String guildName, String userId, String username) {
    return withMembers(
        guildName,
        member ->
            member.userId().equals(userId)
                ? new Member(userId, username, member.createdAt(), member.bot(), member.roles())
                : member);
  }

  Guild without(String guildName, String userId) {
    Guild guild = guild(guildName);
    return replace(
        guildName,
        guild.channels(),
        guild.roles(),
        guild.members().stream().filter(member -> !member.userId().equals(userId)).toList());
  }

  Member member(Guild guild, String userId) {
    return guild.members().stream()
        .filter(member -> member.userId().equals(userId))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(userId + " is no member of " + guild.name()));
  }

  private Guild withMembers(String guildName, UnaryOperator<Member> change) {
    Guild guild = guild(guildName);
    return replace(
        guildName, guild.channels(), guild.roles(), guild.members().stream().map(change).toList());
  }

  private Guild replace(
      String guildName, List<Channel> channels, List<Role> roles, List<Member> members) {
    Guild replaced =
        new Guild(guild(guildName).id(), guildName, channels, roles, List.copyOf(members));
    guilds.put(guildName, replaced);
    return replaced;
  }
}
