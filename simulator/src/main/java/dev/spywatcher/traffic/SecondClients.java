package dev.spywatcher.traffic;

import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.Persona;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Members who sign in on a second client, sometimes a third, and are back on one before their next
 * turn: so each turn begins with a set of clients that is new.
 */
final class SecondClients implements Storyline {

  private static final List<PresenceStatus> STATUSES =
      List.of(PresenceStatus.ONLINE, PresenceStatus.ONLINE, PresenceStatus.DND);

  private final Crowd crowd;
  private final Chance chance;
  private final Beat beat;
  private final int people;

  SecondClients(Crowd crowd, Chance chance) {
    this.crowd = crowd;
    this.chance = chance;
    this.beat = Beat.of(chance, crowd.guild().tempo().secondClients(), 0.5);
    this.people = crowd.count(Persona.SEVERAL_CLIENTS);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    Dice dice = chance.at(n);
    Episode episode = new Episode(crowd.guild().id());
    String userId = crowd.userId(Persona.SEVERAL_CLIENTS, (int) (n % people));
    Platform missing = dice.pick(List.of(Platform.values()));
    Set<Platform> two = EnumSet.complementOf(EnumSet.of(missing));

    long at = beat.at(n);
    long turn = beat.atLeast(people);
    PresenceStatus status = dice.pick(STATUSES);
    episode.presence(at, userId, status, two);
    if (dice.onceIn(5)) {
      long third = at + dice.between(turn / 10, turn / 4);
      episode.presence(third, userId, status, EnumSet.allOf(Platform.class));
    }
    long back = at + dice.between(turn / 3, turn - turn / 10);
    PresenceStatus after = dice.onceIn(3) ? PresenceStatus.IDLE : status;
    episode.presence(back, userId, after, Set.of(dice.pick(List.copyOf(two))));
    return episode.events();
  }
}
