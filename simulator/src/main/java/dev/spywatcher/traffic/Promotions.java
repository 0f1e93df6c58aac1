package dev.spywatcher.traffic;

import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;
import java.util.List;

/**
 * Climbers who take turns to be given the next role of the ladder. Whoever has reached the top
 * loses all of it before the next turn, which is a change of roles that adds none.
 */
final class Promotions implements Storyline {

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Chance chance;
  private final Beat beat;
  private final int climbers;
  private final long turn;

  Promotions(Crowd crowd, Chance chance, Day day) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.chance = chance;
    this.beat = Beat.of(chance, guild.tempo().promotions(), 0.4, day);
    this.climbers = crowd.count(Persona.CLIMBER);
    this.turn = beat.atLeast(climbers);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public long firstFrom(long nanos) {
    return beat.firstFrom(nanos);
  }

  /** One for each promotion, and one for each that leads to the top. */
  @Override
  public long eventsBefore(long n) {
    int top = guild.roles().ladder().size();
    long rounds = n / climbers;
    // In as many rounds as the ladder has roles, everyone gets to the top once.
    long events = n + rounds / top * climbers;
    for (long round = rounds - rounds % top; round < rounds; round++) {
      events += crowd.climbersAtTop(climbers, round + 1);
    }
    return events + crowd.climbersAtTop((int) (n % climbers), rounds + 1);
  }

  @Override
  public long longest() {
    return turn;
  }

  @Override
  public void tell(long n, Episode into) {
    int climber = (int) (n % climbers);
    long user = crowd.snowflake(Persona.CLIMBER, climber);
    long promotions = n / climbers + 1;
    long at = beat.at(n);
    into.roles(at, guild, user, crowd.climberRoleIds(climber, promotions));
    if (crowd.atTop(climber, promotions)) {
      long lost = at + chance.at(n).between(turn / 3, turn - turn / 10);
      into.roles(lost, guild, user, List.of());
    }
  }
}
