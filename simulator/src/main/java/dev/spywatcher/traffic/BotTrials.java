package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import java.time.Duration;
import java.util.List;

/** Bots that someone adds to try them out, and removes a few minutes later. */
final class BotTrials implements Storyline {

  private final Crowd crowd;
  private final Chance chance;
  private final Beat beat;

  BotTrials(Crowd crowd, Chance chance) {
    this.crowd = crowd;
    this.chance = chance;
    this.beat = Beat.of(chance, Duration.ofMinutes(5), 0.9);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    Dice dice = chance.at(n);
    Member bot = crowd.newBot(n);
    long added = beat.at(n);
    Episode episode = new Episode(crowd.guild().id());
    episode.join(added, bot);
    long ready = added + dice.between(seconds(1), seconds(2));
    episode.roles(ready, bot.userId(), List.of(crowd.guild().roles().bot().id()));
    episode.message(
        ready + seconds(1),
        bot.userId(),
        dice.pick(crowd.guild().channels()),
        Phrases.answer(dice));
    episode.leave(ready + dice.between(seconds(60), seconds(600)), bot.userId());
    return episode.events();
  }
}
