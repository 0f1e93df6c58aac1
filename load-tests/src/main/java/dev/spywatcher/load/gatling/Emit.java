package dev.spywatcher.load.gatling;

import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The step that sends an event. With an ack it is timed to the answer, otherwise it takes no time.
 */
public final class Emit implements Built {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final String event;
  private final List<Function<Session, Object>> arguments;
  private @Nullable Check ack;
  private Duration patience = PATIENCE;
  private boolean goingOn;

  Emit(String name, String event, List<Function<Session, Object>> arguments) {
    this.name = name;
    this.event = event;
    this.arguments = arguments;
  }

  /** Asks for an acknowledgement that passes a check. */
  public Emit ack(Check check) {
    ack = check;
    return this;
  }

  /** How long the acknowledgement may take. */
  public Emit within(Duration time) {
    patience = time;
    return this;
  }

  /**
   * Does not wait for the acknowledgement; one that comes is reported, one that does not is not.
   */
  public Emit goingOn() {
    goingOn = true;
    return this;
  }

  boolean goesOn() {
    return goingOn;
  }

  String name() {
    return name;
  }

  String event() {
    return event;
  }

  List<Object> arguments(Session session) {
    return arguments.stream().map(argument -> argument.apply(session)).toList();
  }

  @Nullable Check check() {
    return ack;
  }

  Duration patience() {
    return patience;
  }

  @Override
  public Plan plan() {
    return (scope, next) ->
        session ->
            UserSocket.required(session, name)
                .emit(this, session, good -> next.accept(good ? session : session.markAsFailed()));
  }
}
