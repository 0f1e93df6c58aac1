package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.Persona;
import java.util.List;

/** Ghosts: they type, think better of it, type again, and send something once in a blue moon. */
final class Ghostings implements Storyline {

  private final Crowd crowd;
  private final Chance chance;
  private final Beat beat;

  Ghostings(Crowd crowd, Chance chance) {
    this.crowd = crowd;
    this.chance = chance;
    this.beat = Beat.of(chance, crowd.guild().tempo().ghostings(), 0.9);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    Dice dice = chance.at(n);
    Episode episode = new Episode(crowd.guild().id());
    String ghost = crowd.userId(Persona.GHOST, dice.fewOf(crowd.count(Persona.GHOST)));
    Channel channel = dice.pick(crowd.guild().channels());
    int starts = 1 + dice.below(3);
    long at = beat.at(n);
    for (int i = 0; i < starts; i++) {
      episode.typing(at, ghost, channel);
      // Discord's clients say so again while the user goes on typing, about every ten seconds.
      at += dice.between(seconds(8), seconds(12));
    }
    if (dice.onceIn(60)) {
      episode.message(at, ghost, channel, Phrases.talk(dice));
    }
    return episode.events();
  }
}
