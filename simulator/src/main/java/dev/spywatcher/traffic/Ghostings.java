package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.population.Zipf;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;

/** Ghosts: they type, think better of it, type again, and send something once in a blue moon. */
final class Ghostings implements Storyline {

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Zipf activity;
  private final Chance chance;
  private final Deck deck;
  private final Beat beat;

  Ghostings(Crowd crowd, Chance chance, Day day) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.activity = new Zipf(crowd.count(Persona.GHOST), guild.zipf());
    this.chance = chance;
    this.deck = new Deck(chance, card -> starts(card) + (sends(card) ? 1 : 0));
    this.beat = Beat.of(chance, guild.tempo().ghostings(), 0.9, day);
  }

  private static int starts(int card) {
    return 1 + card % 3;
  }

  private static boolean sends(int card) {
    return card % 61 == 7;
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
    return seconds(36);
  }

  @Override
  public void tell(long n, Episode into) {
    Dice dice = chance.at(n);
    long ghost = crowd.snowflake(Persona.GHOST, activity.pick(dice));
    Channel channel = dice.pick(guild.channels());
    int card = deck.card(n);
    long at = beat.at(n);
    for (int i = 0; i < starts(card); i++) {
      into.typing(at, guild, ghost, channel);
      // Discord's clients say so again while the user goes on typing, about every ten seconds.
      at += dice.between(seconds(8), seconds(12));
    }
    if (sends(card)) {
      into.message(at, guild, ghost, channel, Phrases.talk(dice));
    }
  }
}
