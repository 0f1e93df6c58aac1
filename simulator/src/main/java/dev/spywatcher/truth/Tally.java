package dev.spywatcher.truth;

import dev.spywatcher.discord.PresenceStatus;
import dev.spywatcher.population.Crowd;
import dev.spywatcher.scenario.Persona;
import dev.spywatcher.traffic.Act;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was seen of each user of one guild, of whom nobody but present members count, and no bots.
 * Not thread-safe.
 */
final class Tally {

  /** What was seen of one user. */
  static final class Seen {
    int typingStarts;
    int messages;
    int presences;
    final Set<String> channels = new HashSet<>(2);

    boolean lurks() {
      return presences > 0 && typingStarts == 0 && messages == 0;
    }
  }

  private final Crowd crowd;
  private final Map<Long, Seen> seen = new HashMap<>();
  private final Map<Long, String> joined = new LinkedHashMap<>();
  private final Set<Long> bots = new HashSet<>();
  private final Set<Long> onSeveralClients = new LinkedHashSet<>();

  Tally(Crowd crowd) {
    this.crowd = crowd;
    for (int number = 0; number < crowd.count(Persona.BOT); number++) {
      bots.add(crowd.snowflake(Persona.BOT, number));
    }
  }

  /**
   * Takes an act into account.
   *
   * @param counts whether it is young enough for the figures; who is a member it changes anyway
   */
  void take(Act act, boolean counts) {
    if (act instanceof Act.Join join) {
      joined.put(act.user(), join.who().username());
      if (join.who().bot()) {
        bots.add(act.user());
      }
    } else if (act instanceof Act.Leave) {
      joined.remove(act.user());
      seen.remove(act.user());
      bots.remove(act.user());
    } else if (counts && !bots.contains(act.user())) {
      count(act);
    }
  }

  private void count(Act act) {
    if (act instanceof Act.Message message) {
      Seen user = seen(act);
      user.messages++;
      user.channels.add(message.channel().id());
    } else if (act instanceof Act.Typing typing) {
      Seen user = seen(act);
      user.typingStarts++;
      user.channels.add(typing.channel().id());
    } else if (act instanceof Act.Presence presence) {
      if (presence.status() != PresenceStatus.OFFLINE) {
        seen(act).presences++;
      }
      if (presence.platforms().size() > 1) {
        onSeveralClients.add(act.user());
      }
    }
  }

  private Seen seen(Act act) {
    return seen.computeIfAbsent(act.user(), user -> new Seen());
  }

  Crowd crowd() {
    return crowd;
  }

  Map<Long, Seen> seen() {
    return seen;
  }

  /** Members who joined during the play, with their names, bots included. */
  Map<Long, String> joined() {
    return joined;
  }

  /** Users who were on several clients at once. */
  Set<Long> onSeveralClients() {
    return onSeveralClients;
  }
}
