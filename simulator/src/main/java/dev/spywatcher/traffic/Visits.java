package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.GuildPlan;
import java.util.List;
import java.util.Set;

/**
 * People who join, look around, perhaps greet and are given a role, and leave again: some at once,
 * most after a while, a few much later. Nobody stays for good, so the guild keeps its size.
 */
final class Visits implements Storyline {

  private static final long SHORTEST_STAY = seconds(15);
  private static final int MOST_TIMES_USUAL = 10;
  private static final List<Set<Platform>> CLIENTS =
      List.of(Set.of(Platform.DESKTOP), Set.of(Platform.MOBILE), Set.of(Platform.WEB));

  private final Crowd crowd;
  private final GuildPlan guild;
  private final List<String> role;
  private final Chance chance;
  private final PlayTime playTime;
  private final Deck deck;
  private final Beat beat;
  private final long usualStay;

  Visits(Crowd crowd, Chance chance, Day day, PlayTime playTime) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.role = List.of(guild.roles().newcomer().id());
    this.chance = chance;
    this.playTime = playTime;
    this.deck = new Deck(chance, Visits::events);
    this.beat = Beat.of(chance, guild.tempo().joins(), 0.35, day);
    this.usualStay = guild.tempo().stay().toNanos();
  }

  private static int events(int card) {
    return 3
        + (isGivenRole(card) ? 1 : 0)
        + (types(card) ? 1 : 0)
        + (greets(card) ? 1 : 0)
        + (goesIdle(card) ? 1 : 0);
  }

  private static boolean isGivenRole(int card) {
    return card % 20 < 9;
  }

  private static boolean types(int card) {
    return card % 7 < 3;
  }

  private static boolean greets(int card) {
    return types(card) && card % 11 < 9;
  }

  private static boolean goesIdle(int card) {
    return card % 13 < 8;
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public long firstFrom(long nanos) {
    return beat.firstFrom(nanos);
  }

  @Override
  public long eventsBefore(long n) {
    return deck.eventsBefore(n);
  }

  @Override
  public long longest() {
    return SHORTEST_STAY + MOST_TIMES_USUAL * usualStay;
  }

  @Override
  public void tell(long n, Episode into) {
    Dice dice = chance.at(n);
    int card = deck.card(n);
    long joined = beat.at(n);
    long left = joined + stay(dice);
    Member who = crowd.newcomer(n, playTime.instant(joined));
    long user = Long.parseLong(who.userId());
    Channel welcome = guild.channels().get(0);
    Set<Platform> client = dice.pick(CLIENTS);

    into.join(joined, guild, user, who);
    long at = joined + dice.between(seconds(0.3), seconds(2));
    into.presence(at, guild, user, PresenceStatus.ONLINE, client);
    if (isGivenRole(card)) {
      at += dice.between(seconds(1), seconds(3));
      into.roles(at, guild, user, role);
    }
    if (types(card)) {
      at += dice.between(seconds(1), seconds(3));
      into.typing(at, guild, user, welcome);
      if (greets(card)) {
        at += dice.between(seconds(0.8), seconds(3));
        into.message(at, guild, user, welcome, Phrases.greeting(dice));
      }
    }
    if (goesIdle(card)) {
      at = dice.between(at, left);
      into.presence(at, guild, user, PresenceStatus.IDLE, client);
    }
    into.leave(left, guild, user);
  }

  /** Enough to greet, up to ten times what is usual. */
  private long stay(Dice dice) {
    double factor = Math.min(dice.exponential(), MOST_TIMES_USUAL);
    return SHORTEST_STAY + (long) (factor * usualStay);
  }
}
