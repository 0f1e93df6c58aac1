package dev.spywatcher.traffic;

import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;
import java.util.List;
import java.util.Set;

/**
 * Members who sign in on a second client, sometimes a third, and are back on one before their next
 * turn: so each turn begins with a set of clients that is new.
 */
final class SecondClients implements Storyline {

  private static final List<PresenceStatus> STATUSES =
      List.of(PresenceStatus.ONLINE, PresenceStatus.ONLINE, PresenceStatus.DND);

  private static final Set<Platform> ALL = Set.of(Platform.values());

  /** Two clients, and the one that remains of them. */
  private record Pair(Set<Platform> both, Set<Platform> kept) {
    static Pair of(Platform kept, Platform given) {
      return new Pair(Set.of(kept, given), Set.of(kept));
    }
  }

  private static final List<Pair> PAIRS =
      List.of(
          Pair.of(Platform.DESKTOP, Platform.MOBILE),
          Pair.of(Platform.MOBILE, Platform.DESKTOP),
          Pair.of(Platform.DESKTOP, Platform.WEB),
          Pair.of(Platform.WEB, Platform.DESKTOP),
          Pair.of(Platform.MOBILE, Platform.WEB),
          Pair.of(Platform.WEB, Platform.MOBILE));

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Chance chance;
  private final Deck deck;
  private final Beat beat;
  private final int people;
  private final long turn;

  SecondClients(Crowd crowd, Chance chance, Day day) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.chance = chance;
    this.deck = new Deck(chance, card -> third(card) ? 3 : 2);
    this.beat = Beat.of(chance, guild.tempo().secondClients(), 0.5, day);
    this.people = crowd.count(Persona.SEVERAL_CLIENTS);
    this.turn = beat.atLeast(people);
  }

  private static boolean third(int card) {
    return card % 5 == 0;
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
    return turn;
  }

  @Override
  public void tell(long n, Episode into) {
    Dice dice = chance.at(n);
    long user = crowd.snowflake(Persona.SEVERAL_CLIENTS, (int) (n % people));
    Pair pair = dice.pick(PAIRS);
    PresenceStatus status = dice.pick(STATUSES);
    long at = beat.at(n);
    into.presence(at, guild, user, status, pair.both());
    if (third(deck.card(n))) {
      into.presence(at + dice.between(turn / 10, turn / 4), guild, user, status, ALL);
    }
    long back = at + dice.between(turn / 3, turn - turn / 10);
    PresenceStatus after = dice.onceIn(3) ? PresenceStatus.IDLE : status;
    into.presence(back, guild, user, after, pair.kept());
  }
}
