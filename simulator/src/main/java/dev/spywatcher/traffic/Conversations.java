package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.Persona;
import java.util.ArrayList;
import java.util.List;

/**
 * Members who talk: a few of them, in one channel, each typing before writing. Now and then a
 * conversation becomes a rush, or ends with a question to a bot.
 */
final class Conversations implements Storyline {

  private final Crowd crowd;
  private final Group speakers;
  private final Chance chance;
  private final Beat beat;

  Conversations(Crowd crowd, Chance chance) {
    this.crowd = crowd;
    this.speakers = speakers(crowd);
    this.chance = chance;
    this.beat = Beat.of(chance, crowd.guild().tempo().conversations(), 0.3);
  }

  static Group speakers(Crowd crowd) {
    return new Group(crowd, List.of(Persona.CHATTER, Persona.CLIMBER, Persona.SEVERAL_CLIENTS));
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    Dice dice = chance.at(n);
    Episode episode = new Episode(crowd.guild().id());
    List<Channel> channels = crowd.guild().channels();
    Channel channel = channels.get(dice.fewOf(channels.size()));
    List<String> partners = partners(dice);
    boolean rush = dice.onceIn(40);
    int messages = rush ? 15 + dice.below(16) : length(dice);

    long at = beat.at(n);
    int speaker = 0;
    for (int i = 0; i < messages; i++) {
      // The first message comes soon after the beat, which the guild's pace relies on.
      boolean quick = rush || i == 0;
      if (i == 0 || dice.percent(90)) {
        episode.typing(at, partners.get(speaker), channel);
        at += dice.between(seconds(0.5), seconds(quick ? 2 : 6));
      }
      episode.message(at, partners.get(speaker), channel, Phrases.talk(dice));
      at += seconds(rush ? 0.2 + dice.unit() : 0.4 + 2.5 * dice.exponential());
      if (!dice.percent(20)) {
        speaker = (speaker + 1) % partners.size();
      }
    }
    if (crowd.count(Persona.BOT) > 0 && dice.onceIn(8)) {
      askBot(episode, at, partners.get(speaker), channel, dice);
    }
    return episode.events();
  }

  private void askBot(Episode episode, long at, String userId, Channel channel, Dice dice) {
    String bot = crowd.userId(Persona.BOT, dice.below(crowd.count(Persona.BOT)));
    episode.typing(at, userId, channel);
    episode.message(at + seconds(1.1), userId, channel, Phrases.command(dice));
    long answered = at + seconds(1.1) + dice.between(seconds(0.2), seconds(1));
    episode.message(answered, bot, channel, Phrases.answer(dice));
  }

  /** Geometric about the usual length: many stay at a line or two, a few go on and on. */
  private int length(Dice dice) {
    int usual = crowd.guild().tempo().messages();
    return Math.min(1 + (int) (dice.exponential() * (usual - 0.5)), 6 * usual);
  }

  private List<String> partners(Dice dice) {
    int count = 1 + dice.below(4);
    List<String> partners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String userId = speakers.userId(dice.fewOf(speakers.size()));
      if (!partners.contains(userId)) {
        partners.add(userId);
      }
    }
    return partners;
  }
}
