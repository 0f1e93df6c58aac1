package dev.spywatcher.load.gatling;

import java.time.Duration;

/** The step that waits for an event; each kept event is taken once, and the earliest first. */
public final class Expect implements Built {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final String event;
  private final Check check;
  private Duration patience = PATIENCE;

  Expect(String name, String event, Check check) {
    this.name = name;
    this.event = event;
    this.check = check;
  }

  /** How long it may take to come. */
  public Expect within(Duration time) {
    patience = time;
    return this;
  }

  @Override
  public Plan plan() {
    return (scope, next) ->
        session ->
            UserSocket.required(session, name)
                .expect(
                    session,
                    name,
                    event,
                    check,
                    patience,
                    good -> next.accept(good ? session : session.markAsFailed()));
  }
}
