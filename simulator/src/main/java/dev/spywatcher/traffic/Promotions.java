package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.scenario.Persona;
import java.util.List;

/**
 * Climbers who take turns to be given the next role of the ladder. Whoever has reached the top
 * loses all of it before the next turn, which is a change of roles that adds none.
 */
final class Promotions implements Storyline {

  private final Crowd crowd;
  private final Chance chance;
  private final Beat beat;
  private final int climbers;

  Promotions(Crowd crowd, Chance chance) {
    this.crowd = crowd;
    this.chance = chance;
    this.beat = Beat.of(chance, crowd.guild().tempo().promotions(), 0.4);
    this.climbers = crowd.count(Persona.CLIMBER);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    Episode episode = new Episode(crowd.guild().id());
    int climber = (int) (n % climbers);
    String userId = crowd.userId(Persona.CLIMBER, climber);
    long promotions = n / climbers + 1;
    long at = beat.at(n);
    episode.roles(at, userId, crowd.climberRoleIds(climber, promotions));
    if (crowd.atTop(climber, promotions)) {
      long turn = beat.atLeast(climbers);
      episode.roles(at + chance.at(n).between(turn / 3, turn - turn / 10), userId, List.of());
    }
    return episode.events();
  }
}
