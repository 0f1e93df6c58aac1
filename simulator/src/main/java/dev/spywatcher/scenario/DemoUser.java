package dev.spywatcher.scenario;

/**
 * The member whom a token is minted for by default: belongs to every guild of a scenario, never
 * leaves, and does nothing unasked. Immutable.
 *
 * @param userId Discord id (snowflake), the same for every seed
 */
public record DemoUser(String userId, String username) {

  /** The demo user of every scenario that names no other. */
  public static final DemoUser USUAL = new DemoUser("855409009149083665", "you");
}
