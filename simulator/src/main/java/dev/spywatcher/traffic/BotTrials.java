package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.GuildPlan;
import java.util.List;

/** Bots that someone adds to try them out, and removes a few minutes later. */
final class BotTrials implements Storyline {

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Chance chance;
  private final Beat beat;

  BotTrials(Crowd crowd, Chance chance, Day day) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.chance = chance;
    this.beat = Beat.of(chance, guild.tempo().botTrials(), 0.9, day);
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
    return 4 * n;
  }

  @Override
  public long longest() {
    return seconds(602);
  }

  @Override
  public void tell(long n, Episode into) {
    Dice dice = chance.at(n);
    Member bot = crowd.newBot(n);
    long user = Long.parseLong(bot.userId());
    long added = beat.at(n);
    into.join(added, guild, user, bot);
    long ready = added + dice.between(seconds(1), seconds(2));
    into.roles(ready, guild, user, List.of(guild.roles().bot().id()));
    into.message(
        ready + seconds(1), guild, user, dice.pick(guild.channels()), Phrases.answer(dice));
    into.leave(ready + dice.between(seconds(60), seconds(600)), guild, user);
  }
}
