package dev.spywatcher.traffic;

import dev.spywatcher.discord.GuildDefinition.Channel;
import dev.spywatcher.discord.GuildDefinition.Member;
import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.scenario.GuildPlan;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes down what happens in one episode after the other. Times are nanoseconds of play; one that
 * would be later than an episode of its storyline may last is brought forward to that. Not
 * thread-safe.
 */
final class Episode {

  private final Consumer<TimedEvent> taker;
  private int storyline;
  private long number;
  private int step;
  private long latest;

  Episode(Consumer<TimedEvent> taker) {
    this.taker = taker;
  }

  /** Begins to take down another one. */
  void begin(int storyline, long number, long latest) {
    this.storyline = storyline;
    this.number = number;
    this.latest = latest;
    step = 0;
  }

  void typing(long at, GuildPlan guild, long user, Channel channel) {
    add(at, new Act.Typing(guild, user, channel));
  }

  void message(long at, GuildPlan guild, long user, Channel channel, String content) {
    add(at, new Act.Message(guild, user, channel, content));
  }

  void presence(
      long at, GuildPlan guild, long user, PresenceStatus status, Set<Platform> platforms) {
    add(at, new Act.Presence(guild, user, status, platforms));
  }

  void roles(long at, GuildPlan guild, long user, List<String> roleIds) {
    add(at, new Act.Roles(guild, user, roleIds));
  }

  void join(long at, GuildPlan guild, long user, Member who) {
    add(at, new Act.Join(guild, user, who));
  }

  void leave(long at, GuildPlan guild, long user) {
    add(at, new Act.Leave(guild, user));
  }

  private void add(long at, Act act) {
    taker.accept(new TimedEvent(Math.min(at, latest), act, storyline, number, step++));
  }
}
