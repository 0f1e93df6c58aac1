package dev.spywatcher.fakediscord;

/**
 * Which REST requests a fault is for.
 *
 * @param route how their path begins below {@code /api/v10}, such as {@code /users/@me}; empty for
 *     all
 * @param times how many of them, from 1 on
 */
public record Aim(String route, int times) {

  /** The next request, whatever it asks for. */
  public static final Aim NEXT = new Aim("", 1);

  public Aim {
    if (!route.isEmpty() && !route.startsWith("/")) {
      throw new IllegalArgumentException(
          "route: '" + route + "' is not the beginning of a path such as /guilds");
    }
    if (times < 1) {
      throw new IllegalArgumentException("times: " + times + " is not a number from 1 on");
    }
  }

  static Aim of(FaultParameters parameters) {
    return new Aim(parameters.text("route", ""), parameters.number("times", 1, 1, 1_000_000));
  }

  /** Whether a path below {@code /api/v10} is meant. */
  boolean meets(String path) {
    return path.startsWith(route);
  }
}
