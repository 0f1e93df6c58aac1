package dev.spywatcher.fakediscord;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Guilds for tests. */
final class Guilds {

  static final String HARBOR = "349226271420449824";
  static final String GENERAL = "349226271420449900";
  static final String SAILOR = "349226271420449901";
  static final String ADA = "80351110224678912";
  static final String BEN = "80351110224678913";
  static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

  private Guilds() {}

  /** A guild with a channel, a role, Ada and Ben. */
  static GuildDefinition harbor() {
    return harbor(List.of(member(ADA, "ada"), member(BEN, "ben")));
  }

  static GuildDefinition harbor(List<Member> members) {
    return new GuildDefinition(
        HARBOR,
        "Harbor",
        List.of(new Channel(GENERAL, "general")),
        List.of(new Role(SAILOR, "Sailor")),
        members);
  }

  /** The guild with so many members, of ascending ids. */
  static GuildDefinition harborOf(int members) {
    List<Member> all = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      all.add(member(Long.toString(90351110224678912L + i), "member" + i));
    }
    return harbor(all);
  }

  static Member member(String id, String name) {
    return new Member(id, name, THEN, false, List.of());
  }

  /** An empty guild that belongs to a shard of {@code count}. */
  static GuildDefinition ofShard(int shard, int count) {
    String id = Long.toString((83_262_000_000L * count + shard) << 22);
    return new GuildDefinition(id, "Guild " + shard, List.of(), List.of(), List.of());
  }
}
