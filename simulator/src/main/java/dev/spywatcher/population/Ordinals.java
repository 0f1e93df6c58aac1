package dev.spywatcher.population;

import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.scenario.Snowflake;

/**
 * Which ordinals of a snowflake the people of one guild use, so that nobody shares an id with
 * another however the creation of their accounts falls: members have one each, those who join later
 * take turns on what is left. Immutable.
 *
 * @param firstMember of the guild's first member
 * @param joining where those who join any guild begin
 * @param guild position of the guild in its scenario
 * @param guilds how many the scenario has
 */
record Ordinals(long firstMember, long joining, int guild, int guilds) {

  /** Below are the ids that a scenario spells out. */
  private static final long FIRST = 1024;

  /** Those who join a guild: people, bots, raiders. */
  private static final int KINDS = 3;

  static Ordinals ofFirstGuild(Scenario scenario) {
    long members = scenario.guilds().stream().mapToLong(guild -> guild.cast().size()).sum();
    return new Ordinals(FIRST, FIRST + members, 0, scenario.guilds().size());
  }

  Ordinals ofGuildAfter(GuildPlan previous) {
    return new Ordinals(firstMember + previous.cast().size(), joining, guild + 1, guilds);
  }

  long ofMember(int index) {
    return firstMember + index;
  }

  /** The index of the member who has that ordinal; no member's where nobody has. */
  long member(long ordinal) {
    return ordinal - firstMember;
  }

  long ofPerson(long n) {
    return ofJoining(KINDS * n);
  }

  long ofBot(long n) {
    return ofJoining(KINDS * n + 1);
  }

  long ofRaider(long n) {
    return ofJoining(KINDS * n + 2);
  }

  private long ofJoining(long n) {
    return joining + (n * guilds + guild) % (Snowflake.ORDINALS - joining);
  }
}
