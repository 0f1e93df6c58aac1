package dev.spywatcher.discord;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A member of a guild as the directory knows it now. Changed by the intake alone; a reader on
 * another thread sees each property whole, though not all of one moment.
 */
public final class Member {

  private final String userId;
  private volatile String username;
  private volatile Instant createdAt;
  private volatile boolean bot;
  private volatile Set<String> roleIds;
  private volatile PresenceStatus status = PresenceStatus.OFFLINE;
  private volatile Set<Platform> platforms = Set.of();

  Member(GuildDefinition.Member definition) {
    this.userId = definition.userId();
    this.username = definition.username();
    this.createdAt = definition.createdAt();
    this.bot = definition.bot();
    this.roleIds = Set.copyOf(definition.roleIds());
  }

  /** The member as it is now, without its presence. */
  public GuildDefinition.Member definition() {
    return new GuildDefinition.Member(userId, username, createdAt, bot, List.copyOf(roleIds));
  }

  /** Takes over what a new definition says; presence, which it does not tell, stays. */
  void redefine(GuildDefinition.Member definition) {
    username = definition.username();
    createdAt = definition.createdAt();
    bot = definition.bot();
    roleIds = Set.copyOf(definition.roleIds());
  }

  public String userId() {
    return userId;
  }

  public String username() {
    return username;
  }

  /** When the Discord account was created. */
  public Instant createdAt() {
    return createdAt;
  }

  public boolean bot() {
    return bot;
  }

  public Set<String> roleIds() {
    return roleIds;
  }

  public PresenceStatus status() {
    return status;
  }

  public Set<Platform> platforms() {
    return platforms;
  }

  /**
   * Sets all roles.
   *
   * @return the ids that were not there before, in the order given
   */
  public List<String> assignRoles(List<String> ids) {
    Set<String> before = roleIds;
    Set<String> added = new LinkedHashSet<>(ids);
    roleIds = Set.copyOf(added);
    added.removeAll(before);
    return List.copyOf(added);
  }

  /**
   * Sets status and platforms.
   *
   * @return whether the set of platforms is another one now
   */
  public boolean present(PresenceStatus newStatus, Set<Platform> newPlatforms) {
    boolean changed = !platforms.equals(newPlatforms);
    status = newStatus;
    platforms = newPlatforms;
    return changed;
  }
}
