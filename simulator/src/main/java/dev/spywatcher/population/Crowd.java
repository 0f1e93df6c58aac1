package dev.spywatcher.population;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The people of one guild: its members from the first, each with a {@link Persona}, and an endless
 * row of others who may join. All are made when asked for. Immutable and thread-safe.
 *
 * <p>Those of one persona are numbered from 0 to {@code count(persona) - 1}.
 */
public final class Crowd {

  private static final Instant OLDEST_ACCOUNT = Instant.parse("2015-06-01T00:00:00Z");
  private static final Instant YOUNGEST_OLD_ACCOUNT = Instant.parse("2025-06-01T00:00:00Z");

  private final GuildPlan guild;
  private final DemoUser demoUser;
  private final Chance members;
  private final Chance joining;
  private final Chance joiningBots;
  private final Ordinals ordinals;

  Crowd(GuildPlan guild, DemoUser demoUser, Chance chance, Ordinals ordinals) {
    this.guild = guild;
    this.demoUser = demoUser;
    this.members = chance.stream("members");
    this.joining = chance.stream("joining");
    this.joiningBots = chance.stream("joining bots");
    this.ordinals = ordinals;
  }

  /** The guild that they belong to. */
  public GuildPlan guild() {
    return guild;
  }

  /** How many members the guild begins with who have this persona. */
  public int count(Persona persona) {
    return guild.cast().count(persona);
  }

  /** The Discord id of a member; cheaper than the whole {@link #member}. */
  public String userId(Persona persona, int number) {
    int index = index(persona, number);
    return Snowflake.id(oldAccount(members.at(index)), ordinals.ofMember(index));
  }

  /** A member as the guild begins. */
  public Member member(Persona persona, int number) {
    int index = index(persona, number);
    Dice dice = members.at(index);
    Instant createdAt = oldAccount(dice);
    boolean bot = persona == Persona.BOT;
    String username = bot ? Usernames.bot(dice) : Usernames.person(dice);
    String userId = Snowflake.id(createdAt, ordinals.ofMember(index));
    return new Member(userId, username, createdAt, bot, firstRoleIds(persona, number));
  }

  /**
   * The role ids of a climber after {@code promotions} of them. Each adds the next role of the
   * ladder; one that follows on the top (see {@link #atTop}) adds the lowest to none.
   */
  public List<String> climberRoleIds(int climber, long promotions) {
    int rung = promotions == 0 ? firstRung(climber) : rungAfter(climber, promotions);
    return guild.roles().ladder().subList(0, rung).stream().map(Role::id).toList();
  }

  /** Whether a climber has all the roles of the ladder after {@code promotions} of them. */
  public boolean atTop(int climber, long promotions) {
    return promotions > 0 && rungAfter(climber, promotions) == guild.roles().ladder().size();
  }

  /**
   * The {@code n}-th person to join, without roles. Some have had their account for years, others
   * have only just made it: only the latters' ids depend on when they join.
   */
  public Member newcomer(long n, Instant joinedAt) {
    Dice dice = joining.at(n);
    String username = Usernames.person(dice);
    Instant createdAt = dice.percent(45) ? newAccount(dice, joinedAt) : oldAccount(dice);
    String userId = Snowflake.id(createdAt, ordinals.ofJoining(2 * n));
    return new Member(userId, username, createdAt, false, List.of());
  }

  /** The {@code n}-th bot to be added, without roles. */
  public Member newBot(long n) {
    Dice dice = joiningBots.at(n);
    String username = Usernames.bot(dice);
    Instant createdAt = oldAccount(dice);
    String userId = Snowflake.id(createdAt, ordinals.ofJoining(2 * n + 1));
    return new Member(userId, username, createdAt, true, List.of());
  }

  /** The guild as it begins, the demo user first. */
  public GuildDefinition definition() {
    List<Member> everyone = new ArrayList<>();
    everyone.add(
        new Member(
            demoUser.userId(),
            demoUser.username(),
            Snowflake.createdAt(demoUser.userId()),
            false,
            List.of()));
    for (Persona persona : Persona.values()) {
      for (int number = 0; number < count(persona); number++) {
        everyone.add(member(persona, number));
      }
    }
    return new GuildDefinition(
        guild.id(), guild.name(), guild.channels(), guild.roles().all(), everyone);
  }

  private int index(Persona persona, int number) {
    if (number < 0 || number >= count(persona)) {
      throw new IndexOutOfBoundsException(
          number + " of " + count(persona) + " " + persona + " in guild " + guild.id());
    }
    int index = number;
    for (Persona before : Persona.values()) {
      if (before == persona) {
        break;
      }
      index += count(before);
    }
    return index;
  }

  /** Climbers begin spread over the ladder, below its top. */
  private int firstRung(int climber) {
    return climber % guild.roles().ladder().size();
  }

  private int rungAfter(int climber, long promotions) {
    int top = guild.roles().ladder().size();
    return (int) ((firstRung(climber) + promotions - 1) % top) + 1;
  }

  private List<String> firstRoleIds(Persona persona, int number) {
    List<Role> staff = guild.roles().staff();
    return switch (persona) {
      case CHATTER -> number < staff.size() ? List.of(staff.get(number).id()) : List.of();
      case CLIMBER -> climberRoleIds(number, 0);
      case BOT -> List.of(guild.roles().bot().id());
      case GHOST, LURKER, SEVERAL_CLIENTS -> List.of();
    };
  }

  private static Instant oldAccount(Dice dice) {
    return Instant.ofEpochMilli(
        dice.between(OLDEST_ACCOUNT.toEpochMilli(), YOUNGEST_OLD_ACCOUNT.toEpochMilli()));
  }

  private static Instant newAccount(Dice dice, Instant joinedAt) {
    Duration most = dice.onceIn(2) ? Duration.ofHours(3) : Duration.ofDays(6);
    long age = dice.between(Duration.ofMinutes(2).toMillis(), most.toMillis());
    return Instant.ofEpochMilli(joinedAt.toEpochMilli() - age);
  }
}
