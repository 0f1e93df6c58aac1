package dev.spywatcher.load.gatling;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.stats.StatsEngine;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import scala.Option;

/** What a step sees of the run that it is part of. Thread-safe. */
final class Scope {

  private final ScenarioContext context;
  private final StatsEngine stats;

  Scope(ScenarioContext context) {
    this.context = context;
    this.stats = context.coreComponents().statsEngine();
  }

  SocketIoProtocol protocol() {
    return context
        .protocolComponentsRegistry()
        .<SocketIoProtocol, SocketIoComponents>components(SocketIoProtocol.KEY)
        .protocol();
  }

  /**
   * Reports a request.
   *
   * @param fault why it failed; empty where it did not
   */
  void report(Session user, String name, long startMillis, long endMillis, String fault) {
    io.gatling.core.session.Session session = user.asScala();
    boolean good = fault.isEmpty();
    stats.logResponse(
        session.scenario(),
        session.groups(),
        name,
        startMillis,
        Math.max(startMillis, endMillis),
        good ? OK$.MODULE$ : KO$.MODULE$,
        Option.empty(),
        good ? Option.empty() : Option.apply(fault));
  }
}
