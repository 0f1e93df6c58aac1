package dev.spywatcher.traffic;

import dev.spywatcher.discord.Platform;
import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Chance;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.population.Dice;
import dev.spywatcher.scenario.GuildPlan;
import dev.spywatcher.scenario.Persona;
import java.util.List;
import java.util.Set;

/**
 * Members on one client who come and go. Everyone has a turn in each round and changes between
 * online and something quieter. Only lurkers go offline: whoever speaks or types has to be there.
 */
final class Presences implements Storyline {

  private static final List<Persona> ON_ONE_CLIENT =
      List.of(Persona.CHATTER, Persona.GHOST, Persona.LURKER, Persona.CLIMBER, Persona.NEWCOMER);

  private static final List<Set<Platform>> CLIENTS =
      List.of(
          Set.of(Platform.DESKTOP),
          Set.of(Platform.DESKTOP),
          Set.of(Platform.MOBILE),
          Set.of(Platform.MOBILE),
          Set.of(Platform.WEB));

  private static final List<PresenceStatus> QUIETER =
      List.of(PresenceStatus.IDLE, PresenceStatus.IDLE, PresenceStatus.DND);

  private final GuildPlan guild;
  private final Group group;
  private final int[] strides;
  private final Chance chance;
  private final Chance order;
  private final Chance clients;
  private final Beat beat;

  Presences(Crowd crowd, Chance chance, Day day) {
    this.guild = crowd.guild();
    this.group = group(crowd);
    this.chance = chance;
    this.order = chance.stream("order");
    this.strides = Group.strides(group.size(), 16, order);
    this.clients = chance.stream("clients");
    this.beat = Beat.of(chance, guild.tempo().presences(), 1, day);
  }

  static Group group(Crowd crowd) {
    return new Group(crowd, ON_ONE_CLIENT);
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
    return n;
  }

  @Override
  public long longest() {
    return 0;
  }

  @Override
  public void tell(long n, Episode into) {
    int size = group.size();
    long round = n / size;
    int who = inTurn((int) (n % size), order.at(round), size);
    Dice dice = chance.at(n);
    // Half of them change in odd rounds, half in even ones.
    long change = round + who % 2;
    boolean online = change % 2 == 0;
    // Whoever goes quiet keeps the client that they came online with.
    Set<Platform> client = clients.stream(change / 2).at(who).pick(CLIENTS);
    long at = beat.at(n);
    long user = group.user(who);
    if (online) {
      into.presence(at, guild, user, PresenceStatus.ONLINE, client);
    } else if (round > 0 && group.persona(who) == Persona.LURKER && dice.percent(60)) {
      into.presence(at, guild, user, PresenceStatus.OFFLINE, Set.of());
    } else {
      into.presence(at, guild, user, dice.pick(QUIETER), client);
    }
  }

  /** Who has the {@code turn}-th turn of a round: everyone once, in one of many orders. */
  private int inTurn(int turn, Dice round, int size) {
    long stride = strides[round.below(strides.length)];
    return (int) ((round.below(size) + turn * stride) % size);
  }
}
