package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;

/** Newcomers who ask something, one at a time and in no order. */
final class Questions implements Storyline {

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Chance chance;
  private final Beat beat;

  Questions(Crowd crowd, Chance chance, Day day) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.chance = chance;
    this.beat = Beat.of(chance, guild.tempo().questions(), 0.9, day);
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
    return 2 * n;
  }

  @Override
  public long longest() {
    return seconds(20);
  }

  @Override
  public void tell(long n, Episode into) {
    Dice dice = chance.at(n);
    int who = dice.below(crowd.count(Persona.NEWCOMER));
    long user = crowd.snowflake(Persona.NEWCOMER, who);
    Channel channel = dice.pick(guild.channels());
    long at = beat.at(n);
    into.typing(at, guild, user, channel);
    long sent = at + dice.between(seconds(3), seconds(20));
    into.message(sent, guild, user, channel, Phrases.question(dice));
  }
}
