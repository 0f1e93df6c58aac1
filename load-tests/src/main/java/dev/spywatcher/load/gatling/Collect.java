package dev.spywatcher.load.gatling;

import java.util.List;

/** The step after which deliveries are reported; it takes no time itself. */
public final class Collect implements Built {

  private final List<String> events;
  private int oneIn = 1;

  Collect(List<String> events) {
    this.events = events;
  }

  /**
   * Reports those of one user in so many alone, and says so in their name: millions of requests
   * make Gatling slow. Users are chosen by their number.
   */
  public Collect reportedByOneUserIn(int users) {
    if (users < 1) {
      throw new IllegalArgumentException("users: " + users + " is not a positive number of users");
    }
    oneIn = users;
    return this;
  }

  @Override
  public Plan plan() {
    String suffix = oneIn == 1 ? " delivery" : " delivery (1 user in " + oneIn + ")";
    return (scope, next) ->
        session -> {
          UserSocket socket = UserSocket.required(session, "collect");
          boolean reported = session.userId() % oneIn == 0;
          events.forEach(event -> socket.collect(event, reported ? event + suffix : null));
          next.accept(session);
        };
  }
}
