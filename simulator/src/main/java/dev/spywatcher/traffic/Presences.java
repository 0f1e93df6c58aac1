package dev.spywatcher.traffic;

import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.Persona;
import java.util.List;
import java.util.Set;

/**
 * Members on one client who come and go. Everyone has a turn in each round and changes between
 * online and something quieter. Only lurkers go offline: whoever speaks or types has to be there.
 */
final class Presences implements Storyline {

  private static final List<Persona> ON_ONE_CLIENT =
      List.of(Persona.CHATTER, Persona.GHOST, Persona.LURKER, Persona.CLIMBER);

  private static final List<Platform> PLATFORMS =
      List.of(Platform.DESKTOP, Platform.DESKTOP, Platform.MOBILE, Platform.MOBILE, Platform.WEB);

  private static final List<PresenceStatus> QUIETER =
      List.of(PresenceStatus.IDLE, PresenceStatus.IDLE, PresenceStatus.DND);

  private final Crowd crowd;
  private final Group group;
  private final Chance chance;
  private final Chance order;
  private final Chance clients;
  private final Beat beat;

  Presences(Crowd crowd, Chance chance) {
    this.crowd = crowd;
    this.group = group(crowd);
    this.chance = chance;
    this.order = chance.stream("order");
    this.clients = chance.stream("clients");
    this.beat = Beat.of(chance, crowd.guild().tempo().presences(), 1);
  }

  static Group group(Crowd crowd) {
    return new Group(crowd, ON_ONE_CLIENT);
  }

  @Override
  public long beginning(long n) {
    return beat.at(n);
  }

  @Override
  public List<TimedEvent> episode(long n) {
    int size = group.size();
    long round = n / size;
    int who = inTurn((int) (n % size), order.at(round), size);
    Dice dice = chance.at(n);
    // Half of them change in odd rounds, half in even ones.
    long change = round + who % 2;
    boolean online = change % 2 == 0;
    // Whoever goes quiet keeps the client that they came online with.
    Platform platform = clients.stream(change / 2).at(who).pick(PLATFORMS);

    Episode episode = new Episode(crowd.guild().id());
    if (online) {
      episode.presence(beat.at(n), group.userId(who), PresenceStatus.ONLINE, Set.of(platform));
    } else if (round > 0 && group.persona(who) == Persona.LURKER && dice.percent(60)) {
      episode.presence(beat.at(n), group.userId(who), PresenceStatus.OFFLINE, Set.of());
    } else {
      episode.presence(beat.at(n), group.userId(who), dice.pick(QUIETER), Set.of(platform));
    }
    return episode.events();
  }

  /** Who has the {@code turn}-th turn of a round: everyone once, in an order of the round's own. */
  private static int inTurn(int turn, Dice round, int size) {
    int stride = 1 + round.below(size);
    while (greatestCommonDivisor(stride, size) != 1) {
      stride++;
    }
    return (int) ((round.below(size) + (long) turn * stride) % size);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
