package dev.spywatcher.traffic;

import static dev.spywatcher.traffic.PlayTime.seconds;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import java.util.List;
import java.util.Set;

/**
 * People who join, look around, perhaps greet and are given a role, and leave again: some at once,
 * most after a while, a few much later. Nobody stays for good, so the guild keeps its size.
 */
final class Visits implements Storyline {

  private final Crowd crowd;
  private final Chance chance;
  private final PlayTime playTime;
  private final Beat beat;

  Visits(Crowd crowd, Chance chance, PlayTime playTime) {
    this.crowd = crowd;
    this.chance = chance;
    this.playTime = playTime;
    this.beat = Beat.of(chance, crowd.guild().tempo().joins(), 0.35);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    Dice dice = chance.at(n);
    long joined = beat.at(n);
    long left = joined + stay(dice);
    Member who = crowd.newcomer(n, playTime.instant(joined));
    String userId = who.userId();
    Channel welcome = crowd.guild().channels().get(0);
    Set<Platform> platform = Set.of(dice.pick(List.of(Platform.values())));

    Episode episode = new Episode(crowd.guild().id());
    episode.join(joined, who);
    long at = joined + dice.between(seconds(0.3), seconds(2));
    episode.presence(at, userId, PresenceStatus.ONLINE, platform);
    if (dice.percent(45)) {
      at += dice.between(seconds(1), seconds(3));
      episode.roles(at, userId, List.of(crowd.guild().roles().newcomer().id()));
    }
    if (dice.percent(40)) {
      at += dice.between(seconds(1), seconds(3));
      episode.typing(at, userId, welcome);
      if (dice.percent(80)) {
        at += dice.between(seconds(0.8), seconds(3));
        episode.message(at, userId, welcome, Phrases.greeting(dice));
      }
    }
    if (dice.percent(60)) {
      at = dice.between(at, left);
      episode.presence(at, userId, PresenceStatus.IDLE, platform);
    }
    episode.leave(left, userId);
    return episode.events();
  }

  /** From 15 seconds, enough to greet, up to ten times what is usual. */
  private long stay(Dice dice) {
    long usual = crowd.guild().tempo().stay().toNanos();
    double factor = Math.min(dice.exponential(), 10);
    return seconds(15) + (long) (factor * usual);
  }
}
