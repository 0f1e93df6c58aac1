package dev.spywatcher.load.gatling;

import com.typesafe.scalalogging.Logger;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import org.slf4j.LoggerFactory;

/** A step in Gatling's engine: one that throws marks its user as failed, and the user goes on. */
final class StepAction implements Action {

  private static final Logger LOGGER = Logger.apply(LoggerFactory.getLogger(StepAction.class));

  private final Built.Body body;
  private final Action next;

  StepAction(Built.Body body, Action next) {
    this.body = body;
    this.next = next;
  }

  @Override
  public String name() {
    return "socketIo";
  }

  @Override
  public void execute(Session session) {
    try {
      body.run(new io.gatling.javaapi.core.Session(session));
    } catch (RuntimeException e) {
      LOGGER.underlying().error("a step failed: {}", e.toString());
      next.$bang(session.markAsFailed());
    }
  }

  @Override
  public Logger logger() {
    return LOGGER;
  }

  @Override
  public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger logger) {
    // Scala's way to set a trait's field; the logger is one for all.
  }
}
