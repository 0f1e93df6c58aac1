package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.population.Zipf;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;
import java.util.List;

/**
 * Members who talk: a few of them, in one channel, most typing before they write. One message
 * brings on others (see {@link Clusters}), so that some conversations become a rush; now and then
 * one ends with a question to a bot.
 */
final class Conversations implements Storyline {

  private static final List<Persona> SPEAKERS =
      List.of(Persona.CHATTER, Persona.CLIMBER, Persona.SEVERAL_CLIENTS);

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Group speakers;
  private final int stride;
  private final Zipf activity;
  private final Chance chance;
  private final Clusters clusters;
  private final Deck deck;
  private final Beat beat;
  private final long decay;

  Conversations(Crowd crowd, Chance chance, Day day) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.speakers = speakers(crowd);
    // So that the most active ones are not all of one persona.
    this.stride = Group.strides(speakers.size(), 1, chance.stream("activity"))[0];
    this.activity = new Zipf(speakers.size(), guild.zipf());
    this.chance = chance;
    this.clusters = new Clusters(guild.tempo().messages());
    this.deck = new Deck(chance, this::events);
    this.beat = Beat.of(chance, guild.tempo().conversations(), 0.3, day);
    this.decay = guild.tempo().decay().toNanos();
  }

  static Group speakers(Crowd crowd) {
    return new Group(crowd, SPEAKERS);
  }

  private int events(int card) {
    int messages = clusters.size(card);
    return 2 * messages - messages / 10 + (asksBot(card) ? 3 : 0);
  }

  private boolean asksBot(int card) {
    return crowd.count(Persona.BOT) > 0 && card % 8 == 5;
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
    return 64 * decay + seconds(10);
  }

  @Override
  public void tell(long n, Episode into) {
    Dice dice = chance.at(n);
    List<Channel> channels = guild.channels();
    Channel channel = channels.get(dice.fewOf(channels.size()));
    long[] partners = new long[1 + dice.below(4)];
    for (int i = 0; i < partners.length; i++) {
      long rank = activity.pick(dice);
      partners[i] = speakers.user((int) (rank * stride % speakers.size()));
    }
    int card = deck.card(n);
    long[] times = Clusters.times(clusters.size(card), decay, dice);

    long beginning = beat.at(n);
    // The first message comes soon after the beat, which the guild's pace relies on.
    long first = beginning + dice.between(seconds(0.5), seconds(2));
    int speaker = 0;
    for (int i = 0; i < times.length; i++) {
      long at = first + times[i];
      if (i == 0) {
        into.typing(beginning, guild, partners[0], channel);
      } else {
        if (!dice.percent(20)) {
          speaker = (speaker + 1) % partners.length;
        }
        if (i % 10 != 9) {
          long typed = at - dice.between(decay / 10, Math.min(decay, seconds(4)) + 1);
          into.typing(Math.max(beginning, typed), guild, partners[speaker], channel);
        }
      }
      into.message(at, guild, partners[speaker], channel, Phrases.talk(dice));
    }
    if (asksBot(card)) {
      long asked = first + times[times.length - 1] + seconds(1);
      askBot(into, asked, partners[speaker], channel, dice);
    }
  }

  private void askBot(Episode into, long at, long user, Channel channel, Dice dice) {
    long bot = crowd.snowflake(Persona.BOT, dice.below(crowd.count(Persona.BOT)));
    into.typing(at, guild, user, channel);
    into.message(at + seconds(1.1), guild, user, channel, Phrases.command(dice));
    long answered = at + seconds(1.1) + dice.between(seconds(0.2), seconds(1));
    into.message(answered, guild, bot, channel, Phrases.answer(dice));
  }
}
