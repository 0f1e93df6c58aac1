package dev.spywatcher.scenario;

import dev.spywatcher.discord.GuildDefinition.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * The roles of a guild, by what they are for. Immutable.
 *
 * @param staff held by a few members from the first
 * @param ladder given one after the other, lowest first, to those who climb; at least one
 * @param newcomer given to many who have just joined
 * @param bot held by bots
 */
public record RoleSet(List<Role> staff, List<Role> ladder, Role newcomer, Role bot) {

  public RoleSet {
    staff = List.copyOf(staff);
    ladder = List.copyOf(ladder);
    if (ladder.isEmpty()) {
      throw new IllegalArgumentException("ladder: a guild needs at least one role to climb to");
    }
  }

  /** All roles, highest first. */
  public List<Role> all() {
    return Stream.of(staff, ladder, List.of(newcomer, bot)).flatMap(List::stream).toList();
  }
}
