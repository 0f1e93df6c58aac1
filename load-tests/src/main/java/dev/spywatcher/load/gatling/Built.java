package dev.spywatcher.load.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.Consumer;

/** A step of Gatling's Java DSL that is built into an action of its engine. */
interface Built extends io.gatling.javaapi.core.ActionBuilder {

  /** What a user does at a step. */
  interface Body {
    void run(Session session);
  }

  /** Makes the body of a step, once for a scenario. */
  interface Plan {
    /**
     * A body.
     *
     * @param next where it sends the session when it is done
     */
    Body in(Scope scope, Consumer<Session> next);
  }

  Plan plan();

  @Override
  default ActionBuilder asScala() {
    return new ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        Scope scope = new Scope(context);
        Body body = plan().in(scope, session -> next.$bang(session.asScala()));
        return new StepAction(body, next);
      }
    };
  }
}
