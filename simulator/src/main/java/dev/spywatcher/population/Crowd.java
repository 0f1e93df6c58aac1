package dev.spywatcher.population;

import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.GuildDefinition.Role;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.NameStyle;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.scenario.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The people of one guild: its members from the first, each with a {@link Persona}, and an endless
 * row of others who may join. All are made when asked for. Immutable and thread-safe.
 *
 * <p>Those of one persona are numbered from 0 to {@code count(persona) - 1}.
 */
public final class Crowd {

  private static final long OLDEST_ACCOUNT = Instant.parse("2015-06-01T00:00:00Z").toEpochMilli();
  private static final long YOUNGEST_OLD_ACCOUNT =
      Instant.parse("2025-06-01T00:00:00Z").toEpochMilli();
  private static final Duration NEWCOMER_AGE = Duration.ofDays(6);

  private final GuildPlan guild;
  private final DemoUser demoUser;
  private final long beginsMillis;
  private final Chance members;
  private final Chance joining;
  private final Chance joiningBots;
  private final Chance raiding;
  private final Ordinals ordinals;
  private final int[] counts = new int[Persona.values().length];
  private final int[] firsts = new int[counts.length];

  Crowd(Scenario scenario, GuildPlan guild, Chance chance, Ordinals ordinals) {
    this.guild = guild;
    this.demoUser = scenario.demoUser();
    this.beginsMillis = scenario.begins().toEpochMilli();
    this.members = chance.stream("members");
    this.joining = chance.stream("joining");
    this.joiningBots = chance.stream("joining bots");
    this.raiding = chance.stream("raiding");
    this.ordinals = ordinals;
    int first = 0;
    for (Persona persona : Persona.values()) {
      counts[persona.ordinal()] = guild.cast().count(persona);
      firsts[persona.ordinal()] = first;
      first += counts[persona.ordinal()];
    }
  }

  /** The guild that they belong to. */
  public GuildPlan guild() {
    return guild;
  }

  /** What time it is when the play of this scenario begins. */
  public Instant begins() {
    return Instant.ofEpochMilli(beginsMillis);
  }

  /** How many members the guild begins with who have this persona. */
  public int count(Persona persona) {
    return counts[persona.ordinal()];
  }

  /** The Discord id of a member; cheaper than the whole {@link #member}. */
  public String userId(Persona persona, int number) {
    return Long.toString(snowflake(persona, number));
  }

  /** The Discord id of a member, as a number. */
  public long snowflake(Persona persona, int number) {
    int index = index(persona, number);
    Dice dice = members.at(index);
    return Snowflake.number(createdMillis(persona, dice), ordinals.ofMember(index));
  }

  /** A member as the guild begins. */
  public Member member(Persona persona, int number) {
    int index = index(persona, number);
    Dice dice = members.at(index);
    long millis = createdMillis(persona, dice);
    boolean bot = persona == Persona.BOT;
    String username = bot ? Usernames.bot(dice) : Usernames.person(guild.names(), dice);
    return new Member(
        Long.toString(Snowflake.number(millis, ordinals.ofMember(index))),
        username,
        Instant.ofEpochMilli(millis),
        bot,
        firstRoleIds(persona, number));
  }

  /** The persona of the member with that Discord id; {@code null} where there is none. */
  public @Nullable Persona persona(long snowflake) {
    long index = ordinals.member(snowflake % Snowflake.ORDINALS);
    for (Persona persona : Persona.values()) {
      long number = index - firsts[persona.ordinal()];
      if (number >= 0 && number < count(persona)) {
        return snowflake(persona, (int) number) == snowflake ? persona : null;
      }
    }
    return null;
  }

  private long createdMillis(Persona persona, Dice dice) {
    return persona == Persona.NEWCOMER
        ? beginsMillis - dice.between(Duration.ofHours(1).toMillis(), NEWCOMER_AGE.toMillis())
        : oldAccount(dice);
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

  /** How many of the first {@code climbers} are at the top after {@code promotions} each. */
  public int climbersAtTop(int climbers, long promotions) {
    int top = guild.roles().ladder().size();
    // The first of them is the one whose rung was low enough by just so many promotions.
    int first = (int) ((top - promotions % top) % top);
    return climbers <= first ? 0 : (climbers - first - 1) / top + 1;
  }

  /**
   * The {@code n}-th person to join, without roles. Some have had their account for years, others
   * have only just made it: only the latters' ids depend on when they join.
   */
  public Member newcomer(long n, Instant joinedAt) {
    Dice dice = joining.at(n);
    String username = Usernames.person(guild.names(), dice);
    long millis = dice.percent(45) ? newAccount(dice, joinedAt) : oldAccount(dice);
    return joiner(millis, ordinals.ofPerson(n), username, false);
  }

  /** The {@code n}-th bot to be added, without roles. */
  public Member newBot(long n) {
    Dice dice = joiningBots.at(n);
    String username = Usernames.bot(dice);
    return joiner(oldAccount(dice), ordinals.ofBot(n), username, true);
  }

  /**
   * Somebody who joins in a raid, without roles: seven in ten with an account of the last hours.
   *
   * @param n number among all raiders of the guild
   */
  public Member raider(long n, Instant joinedAt) {
    Dice dice = raiding.at(n);
    String username = Usernames.person(NameStyle.PLAIN, dice);
    long millis = dice.percent(70) ? newAccount(dice, joinedAt) : oldAccount(dice);
    return joiner(millis, ordinals.ofRaider(n), username, false);
  }

  private static Member joiner(long createdMillis, long ordinal, String username, boolean bot) {
    return new Member(
        Long.toString(Snowflake.number(createdMillis, ordinal)),
        username,
        Instant.ofEpochMilli(createdMillis),
        bot,
        List.of());
  }

  /** Takes everyone whom the guild begins with, one by one, the demo user first. */
  public void forEachMember(Consumer<Member> taker) {
    taker.accept(
        new Member(
            demoUser.userId(),
            demoUser.username(),
            Snowflake.createdAt(demoUser.userId()),
            false,
            List.of()));
    for (Persona persona : Persona.values()) {
      for (int number = 0; number < count(persona); number++) {
        taker.accept(member(persona, number));
      }
    }
  }

  /** The guild as it begins, the demo user first. */
  public GuildDefinition definition() {
    List<Member> everyone = new ArrayList<>(guild.cast().size() + 1);
    forEachMember(everyone::add);
    return new GuildDefinition(
        guild.id(), guild.name(), guild.channels(), guild.roles().all(), everyone);
  }

  private int index(Persona persona, int number) {
    if (number < 0 || number >= count(persona)) {
      throw new IndexOutOfBoundsException(
          number + " of " + count(persona) + " " + persona + " in guild " + guild.id());
    }
    return firsts[persona.ordinal()] + number;
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
      case NEWCOMER -> List.of(guild.roles().newcomer().id());
      case GHOST, LURKER, SEVERAL_CLIENTS -> List.of();
    };
  }

  private static long oldAccount(Dice dice) {
    return dice.between(OLDEST_ACCOUNT, YOUNGEST_OLD_ACCOUNT);
  }

  private static long newAccount(Dice dice, Instant joinedAt) {
    Duration most = dice.onceIn(2) ? Duration.ofHours(3) : Duration.ofDays(6);
    long age = dice.between(Duration.ofMinutes(2).toMillis(), most.toMillis());
    return joinedAt.toEpochMilli() - age;
  }
}
