package dev.spywatcher.discord;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A guild as the directory knows it now. Changed by the intake alone, read by any thread. */
public final class Guild {

  private final String id;
  private final Map<String, Member> members = new ConcurrentHashMap<>();
  private volatile String name = "";
  private volatile Map<String, GuildDefinition.Channel> channels = Map.of();
  private volatile Map<String, GuildDefinition.Role> roles = Map.of();

  Guild(String id) {
    this.id = id;
  }

  /** The guild as it is now; presences, which a definition does not tell, left out. */
  public GuildDefinition definition() {
    return new GuildDefinition(
        id,
        name,
        List.copyOf(channels.values()),
        List.copyOf(roles.values()),
        members.values().stream().map(Member::definition).toList());
  }

  /** Takes over a definition; returns the ids of the users who are no longer members. */
  List<String> redefine(GuildDefinition definition) {
    name = definition.name();
    Map<String, GuildDefinition.Channel> newChannels = new LinkedHashMap<>();
    definition.channels().forEach(channel -> newChannels.put(channel.id(), channel));
    channels = newChannels;
    Map<String, GuildDefinition.Role> newRoles = new LinkedHashMap<>();
    definition.roles().forEach(role -> newRoles.put(role.id(), role));
    roles = newRoles;
    Map<String, GuildDefinition.Member> remaining = new LinkedHashMap<>();
    definition.members().forEach(member -> remaining.put(member.userId(), member));
    List<String> gone =
        members.keySet().stream().filter(userId -> !remaining.containsKey(userId)).toList();
    gone.forEach(members::remove);
    remaining.forEach(
        (userId, member) -> {
          Member known = members.get(userId);
          if (known == null) {
            members.put(userId, new Member(member));
          } else {
            known.redefine(member);
          }
        });
    return gone;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Channels by id, in the order of the definition. */
  public Map<String, GuildDefinition.Channel> channels() {
    return channels;
  }

  /** Roles by id, in the order of the definition. */
  public Map<String, GuildDefinition.Role> roles() {
    return roles;
  }

  public Collection<Member> members() {
    return members.values();
  }

  /** The member with that Discord id, or {@code null}. */
  public @Nullable Member member(String userId) {
    return members.get(userId);
  }

  /** Lets a user in afresh: whatever was known of an earlier membership is forgotten. */
  public void admit(GuildDefinition.Member member) {
    members.put(member.userId(), new Member(member));
  }

  /** Takes over what is known of a member, who need not be new; presence stays. */
  public void put(GuildDefinition.Member member) {
    Member known = members.get(member.userId());
    if (known == null) {
      admit(member);
    } else {
      known.redefine(member);
    }
  }

  /** Forgets a member; whether there was one. */
  public boolean remove(String userId) {
    return members.remove(userId) != null;
  }
}
