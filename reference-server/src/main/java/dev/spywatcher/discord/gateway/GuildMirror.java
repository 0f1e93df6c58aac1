package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.GuildDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import org.jspecify.annotations.Nullable;

/**
 * A guild as the events delivered so far have left it. JDA's own cache is ahead of them, since it
 * takes an event in before it passes it on. Not thread-safe.
 */
final class GuildMirror {

  /** Name, channels and roles. */
  private record Structure(
      String name, List<GuildDefinition.Channel> channels, List<GuildDefinition.Role> roles) {

    /** Whether both hold the same, in whatever order. */
    boolean sameAs(Structure other) {
      return name.equals(other.name)
          && Set.copyOf(channels).equals(Set.copyOf(other.channels))
          && Set.copyOf(roles).equals(Set.copyOf(other.roles));
    }

    static Structure of(Guild guild) {
      List<GuildDefinition.Channel> channels =
          guild.getChannelCache().stream()
              .filter(GuildMessageChannel.class::isInstance)
              .map(channel -> new GuildDefinition.Channel(channel.getId(), channel.getName()))
              .toList();
      List<GuildDefinition.Role> roles =
          guild.getRoles().stream()
              .filter(role -> !role.isPublicRole())
              .map(role -> new GuildDefinition.Role(role.getId(), role.getName()))
              .toList();
      return new Structure(guild.getName(), channels, roles);
    }
  }

  private final String id;
  private final Map<String, GuildDefinition.Member> members = new LinkedHashMap<>();
  private Structure structure;
  private long lastSequence = Long.MIN_VALUE;

  /** The guild as JDA knows it now. */
  GuildMirror(Guild guild) {
    id = guild.getId();
    structure = Structure.of(guild);
    for (Member member : guild.getMemberCache()) {
      User user = member.getUser();
      put(
          new GuildDefinition.Member(
              user.getId(),
              user.getName(),
              user.getTimeCreated().toInstant(),
              user.isBot(),
              member.getRoles().stream().map(Role::getId).toList()));
    }
  }

  /** Whether an event is a new one: a number of the session is taken once (EVT-7). */
  boolean takes(long sequence) {
    boolean isNew = sequence > lastSequence;
    lastSequence = Math.max(lastSequence, sequence);
    return isNew;
  }

  /** Takes name, channels and roles over; whether one of them is another now. */
  boolean restructure(Guild guild) {
    Structure now = Structure.of(guild);
    if (now.sameAs(structure)) {
      return false;
    }
    structure = now;
    return true;
  }

  void put(GuildDefinition.Member member) {
    members.put(member.userId(), member);
  }

  void remove(String userId) {
    members.remove(userId);
  }

  GuildDefinition.@Nullable Member member(String userId) {
    return members.get(userId);
  }

  /** Those of {@code ids} that are roles of this guild. */
  List<String> known(List<String> ids) {
    Set<String> known = roleIds();
    return ids.stream().filter(known::contains).toList();
  }

  private Set<String> roleIds() {
    return structure.roles().stream().map(GuildDefinition.Role::id).collect(Collectors.toSet());
  }

  int size() {
    return members.size();
  }

  GuildDefinition definition() {
    Set<String> known = roleIds();
    List<GuildDefinition.Member> all = new ArrayList<>(members.size());
    for (GuildDefinition.Member member : members.values()) {
      all.add(
          known.containsAll(member.roleIds())
              ? member
              : new GuildDefinition.Member(
                  member.userId(),
                  member.username(),
                  member.createdAt(),
                  member.bot(),
                  known(member.roleIds())));
    }
    return new GuildDefinition(id, structure.name(), structure.channels(), structure.roles(), all);
  }

  /** The guild once the bot has left it: nobody in it is known any more. */
  GuildDefinition empty() {
    return new GuildDefinition(id, structure.name(), List.of(), List.of(), List.of());
  }
}
