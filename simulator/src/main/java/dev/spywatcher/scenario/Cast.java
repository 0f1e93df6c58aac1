package dev.spywatcher.scenario;

import java.util.Map;

/**
 * How many members of each {@link Persona} a guild begins with. Immutable.
 *
 * <p>Each number is zero or more; a persona that nobody has simply brings no events of its kind.
 */
public record Cast(
    int chatters,
    int ghosts,
    int lurkers,
    int severalClients,
    int climbers,
    int bots,
    int newcomers) {

  public Cast {
    requireNotNegative("chatters", chatters);
    requireNotNegative("ghosts", ghosts);
    requireNotNegative("lurkers", lurkers);
    requireNotNegative("severalClients", severalClients);
    requireNotNegative("climbers", climbers);
    requireNotNegative("bots", bots);
    requireNotNegative("newcomers", newcomers);
  }

  /**
   * Divides members by shares, so that each persona gets what is due to it give or take one, and
   * together they are exactly {@code members} (largest remainders first).
   *
   * @param shares zero or more each and at least one of them more; only their ratios count
   */
  static Cast divided(int members, Map<Persona, Double> shares) {
    Persona[] personas = Persona.values();
    double whole = 0;
    for (Persona persona : personas) {
      whole += shares.getOrDefault(persona, 0.0);
    }
    int[] counts = new int[personas.length];
    double[] remainders = new double[personas.length];
    int left = members;
    for (Persona persona : personas) {
      double due = members * shares.getOrDefault(persona, 0.0) / whole;
      counts[persona.ordinal()] = (int) due;
      remainders[persona.ordinal()] = due - (int) due;
      left -= (int) due;
    }
    while (left > 0) {
      int most = 0;
      for (int i = 1; i < counts.length; i++) {
        if (remainders[i] > remainders[most]) {
          most = i;
        }
      }
      counts[most]++;
      remainders[most] = -1;
      left--;
    }
    return new Cast(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
  }

  /** How many have this persona. */
  public int count(Persona persona) {
    return switch (persona) {
      case CHATTER -> chatters;
      case GHOST -> ghosts;
      case LURKER -> lurkers;
      case SEVERAL_CLIENTS -> severalClients;
      case CLIMBER -> climbers;
      case BOT -> bots;
      case NEWCOMER -> newcomers;
    };
  }

  /** How many there are together. */
  public int size() {
    return chatters + ghosts + lurkers + severalClients + climbers + bots + newcomers;
  }

  private static void requireNotNegative(String field, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(field + ": " + count + " is not zero or more members");
    }
  }
}
