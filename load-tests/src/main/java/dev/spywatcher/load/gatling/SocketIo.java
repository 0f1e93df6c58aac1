package dev.spywatcher.load.gatling;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.internal.Expressions;
import java.util.List;
import java.util.function.Function;

/**
 * Where every step of a scenario begins: {@code socketIo("what is measured")}. A user has one
 * socket at a time. Texts may hold Gatling's {@code #{expressions}}.
 */
public final class SocketIo {

  /** Under which name the user's socket is in its session. */
  static final String ATTRIBUTE = "dev.spywatcher.load.socketIo";

  private final String name;

  private SocketIo(String name) {
    this.name = name;
  }

  /**
   * A step.
   *
   * @param name of the request in Gatling's reports
   */
  public static SocketIo socketIo(String name) {
    return new SocketIo(name);
  }

  /** Where sockets connect, unless a step says otherwise. */
  public static SocketIoProtocolBuilder target(String url) {
    return new SocketIoProtocolBuilder(url);
  }

  /** Connects and shows a token. */
  public Connect auth(String token) {
    return auth(text(token));
  }

  /** Connects and shows a token. */
  public Connect auth(Function<Session, String> token) {
    return new Connect(name, token);
  }

  /** Connects without a token. */
  public Connect anonymous() {
    return new Connect(name, session -> null);
  }

  /** Sends an event; its arguments are texts with expressions, or anything that Jackson writes. */
  public Emit emit(String event, Object... arguments) {
    List<Function<Session, Object>> values =
        List.of(arguments).stream().map(SocketIo::value).toList();
    return new Emit(name, event, values);
  }

  /** Waits for an event that passes a check, among those kept and those to come. */
  public Expect expect(String event, Check check) {
    return new Expect(name, event, check);
  }

  /**
   * From now on, reports every event of these names as a request {@code EVENT delivery}, timed from
   * the event's own {@code timestamp} to its arrival; those that are kept already included.
   */
  public Collect collect(String... events) {
    return new Collect(List.of(events));
  }

  /** Disconnects. */
  public ActionBuilder close() {
    return (Built)
        () ->
            (scope, next) ->
                session -> {
                  UserSocket socket = UserSocket.of(session);
                  if (socket != null) {
                    socket.close();
                  }
                  next.accept(session.remove(ATTRIBUTE));
                };
  }

  private static Function<Session, Object> value(Object argument) {
    return argument instanceof String text ? text(text)::apply : session -> argument;
  }

  static Function<Session, String> text(String expression) {
    return Expressions.expressionToJavaFunction(Expressions.toStringExpression(expression));
  }
}
