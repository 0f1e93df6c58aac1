package dev.spywatcher.scenario;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Role;
import java.time.Instant;
import java.util.List;

/**
 * Hands out ids for what belongs to one guild, each created a little over a day after the one
 * before, so that ids of a file need not be written down. Not thread-safe.
 */
final class Ids {

  private static final long APART_MILLIS = 90_061_007;

  private Instant createdAt;
  private long ordinal;

  Ids(String guildId) {
    this.createdAt = Snowflake.createdAt(guildId);
  }

  /** The id of the guild of this name and place, created between 2016 and 2020. */
  static String ofGuild(String scenario, String name, int place) {
    long hash = 1125899906842597L;
    String text = scenario + '\n' + name + '\n' + place;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    long span = 4L * 365 * 86_400_000;
    long millis = Math.floorMod(hash * 0x9e3779b97f4a7c15L >>> 1, span);
    Instant createdAt = Instant.parse("2016-01-01T00:00:00Z").plusMillis(millis);
    return Snowflake.id(createdAt, place % 512);
  }

  List<Channel> channels(List<String> names) {
    return names.stream().map(name -> new Channel(next(), name)).toList();
  }

  List<Role> roles(List<String> names) {
    return names.stream().map(this::role).toList();
  }

  Role role(String name) {
    return new Role(next(), name);
  }

  private String next() {
    createdAt = createdAt.plusMillis(APART_MILLIS);
    ordinal++;
    return Snowflake.id(createdAt, ordinal);
  }
}
