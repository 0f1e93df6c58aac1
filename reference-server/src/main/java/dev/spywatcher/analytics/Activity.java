package dev.spywatcher.analytics;

/**
 * What one user did over the past seven days.
 *
 * @param presences times seen present
 * @param channels distinct channels typed or written in
 */
public record Activity(int messages, int typingStarts, int presences, int channels) {

  /** As ANA-7 has it; 0 for who has not typed. */
  public double ghostScore() {
    return (double) typingStarts / (messages + 1);
  }

  /** As ANA-7 has it; 0 for who has typed, written or not been there. */
  public double lurkerScore() {
    return typingStarts > 0 || messages > 0
        ? 0
        : Math.min(1.0, (double) presences / Figures.PRESENCES_OF_A_FULL_LURKER);
  }
}
