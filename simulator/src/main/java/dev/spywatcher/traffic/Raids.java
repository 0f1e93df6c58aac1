package dev.spywatcher.traffic;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Raid;
import dev.spywatcher.scenario.Tempo;

/**
 * The raiders of one {@link Raid}: an episode each, from joining to being thrown out, and all of
 * them in one channel.
 */
final class Raids implements Storyline {

  private final Crowd crowd;
  private final GuildPlan guild;
  private final Raid raid;
  private final int place;
  private final Chance chance;
  private final Chance target;
  private final PlayTime playTime;
  private final long episodes;
  private final long at;
  private final long every;
  private final long within;
  private final long stay;

  /**
   * Raiders.
   *
   * @param place which of the guild's raids it is
   */
  Raids(Crowd crowd, int place, Chance chance, PlayTime playTime) {
    this.crowd = crowd;
    this.guild = crowd.guild();
    this.raid = guild.raids().get(place);
    this.place = place;
    this.chance = chance;
    this.target = chance.stream("target");
    this.playTime = playTime;
    this.episodes = raid.every().equals(Tempo.NEVER) ? raid.members() : Long.MAX_VALUE;
    this.at = raid.at().toNanos();
    this.every = raid.every().toNanos();
    this.within = raid.within().toNanos();
    this.stay = raid.stay().toNanos();
  }

  @Override
  public long beginning(long n) {
    if (n >= episodes) {
      return Long.MAX_VALUE;
    }
    double part = (n % raid.members() + chance.at(n).unit()) / raid.members();
    return at + n / raid.members() * every + (long) (within * part);
  }

  @Override
  public long firstFrom(long nanos) {
    long n = Math.max(0, (nanos - at) / every) * raid.members();
    if (n >= episodes) {
      return episodes;
    }
    long into = Math.max(0, nanos - beginningOf(n));
    n += (long) Math.min(raid.members(), Math.max(0, (double) into / within * raid.members() - 2));
    while (beginning(n) < nanos) {
      n++;
    }
    return n;
  }

  private long beginningOf(long n) {
    return at + n / raid.members() * every;
  }

  @Override
  public long eventsBefore(long n) {
    return Math.min(n, episodes) * (2 + raid.messages());
  }

  @Override
  public long longest() {
    return stay;
  }

  @Override
  public void tell(long n, Episode into) {
    long joined = beginning(n);
    Dice dice = chance.at(n);
    dice.unit();
    Member who = crowd.raider(n * guild.raids().size() + place, playTime.instant(joined));
    long user = Long.parseLong(who.userId());
    Channel channel = target.at(n / raid.members()).pick(guild.channels());
    into.join(joined, guild, user, who);
    long apart = stay / (raid.messages() + 1);
    for (int i = 0; i < raid.messages(); i++) {
      long sent = joined + i * apart + dice.between(0, Math.max(1, apart));
      into.message(sent, guild, user, channel, Phrases.flood(dice));
    }
    into.leave(joined + stay, guild, user);
  }
}
