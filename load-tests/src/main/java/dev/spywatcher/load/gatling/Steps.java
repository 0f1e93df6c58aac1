package dev.spywatcher.load.gatling;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Session;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Steps that are no packets: to wait for others, and to do or judge something. */
public final class Steps {

  private Steps() {}

  /** What a step does; it may take its time and fail. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Lets a user wait until a stage is complete; not reported. */
  public static ActionBuilder await(Function<Session, CompletionStage<?>> stage) {
    return (Built)
        () ->
            (scope, next) ->
                session ->
                    stage
                        .apply(session)
                        .whenComplete(
                            (value, fault) ->
                                next.accept(fault == null ? session : session.markAsFailed()));
  }

  /**
   * Does something on a thread of its own, and reports it as a request; what it throws is the
   * reason of its failure.
   */
  public static ActionBuilder step(String name, Work work) {
    return (Built)
        () ->
            (scope, next) ->
                session -> {
                  Thread thread = new Thread(() -> run(scope, session, name, work, next), name);
                  thread.setDaemon(true);
                  thread.start();
                };
  }

  private static void run(
      Scope scope,
      Session session,
      String name,
      Work work,
      java.util.function.Consumer<Session> next) {
    long start = System.currentTimeMillis();
    String fault = "";
    try {
      work.run();
    } catch (Throwable e) {
      // An error too: without the next step the run would never end.
      String message = e.getMessage();
      fault = message == null || message.isEmpty() ? e.toString() : message;
    }
    scope.report(session, name, start, System.currentTimeMillis(), fault);
    next.accept(fault.isEmpty() ? session : session.markAsFailed());
  }
}
