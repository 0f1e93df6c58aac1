package dev.spywatcher.scenario;

/**
 * How many members of each {@link Persona} a guild begins with. Immutable.
 *
 * <p>Each number is zero or more; a persona that nobody has simply brings no events of its kind.
 */
public record Cast(
    int chatters, int ghosts, int lurkers, int severalClients, int climbers, int bots) {

  public Cast {
    requireNotNegative("chatters", chatters);
    requireNotNegative("ghosts", ghosts);
    requireNotNegative("lurkers", lurkers);
    requireNotNegative("severalClients", severalClients);
    requireNotNegative("climbers", climbers);
    requireNotNegative("bots", bots);
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
    };
  }

  /** How many there are together. */
  public int size() {
    return chatters + ghosts + lurkers + severalClients + climbers + bots;
  }

  private static void requireNotNegative(String field, int count) {
    if (count < 0) {
      throw new IllegalArgumentException(field + ": " + count + " is not zero or more members");
    }
  }
}
