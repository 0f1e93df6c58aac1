package dev.spywatcher.control;

import java.util.concurrent.Executor;

/**
 * Who serves which call: one class for each resource.
 *
 * @param ofCallers what a caller may ask
 * @param ofPeers what other servers of the service ask of this one
 */
record CallTable(Routes ofCallers, Routes ofPeers, Metrics metrics, StreamCalls streams) {

  /** Has this server do what the service was told to do and it has not done yet. */
  static final String CATCH_UP = "/catch-up";

  static CallTable of(Service service, Executor calls) {
    Injection injection = new Injection(service.fleet());
    GuildCalls guilds = new GuildCalls(service, injection);
    EventCalls events = new EventCalls(service, injection);
    ConnectionCalls connections = new ConnectionCalls(service.sessions(), service.fleet());
    Metrics metrics = new Metrics(service);
    StreamCalls streams = new StreamCalls(service);
    Routes routes = ofCallers(service, metrics, guilds, events, connections, calls);
    return new CallTable(
        ConsoleRoutes.addTo(routes, service, streams),
        ofPeers(service, guilds, events, connections),
        metrics,
        streams);
  }

  private static Routes ofCallers(
      Service service,
      Metrics metrics,
      GuildCalls guilds,
      EventCalls events,
      ConnectionCalls connections,
      Executor calls) {
    HealthCall health = new HealthCall(service);
    ClockCalls clock = new ClockCalls(service.clock(), service.commands());
    MessageCalls messages = new MessageCalls(service.journal(), calls);
    FaultCalls faults = new FaultCalls(service.faults(), service.commands());
    ContractCalls contract = new ContractCalls();
    return new Routes()
        .on("GET", "/health", call -> health.tell())
        .on("GET", "/metrics", call -> metrics.scrape())
        .on("GET", "/docs", call -> contract.page())
        .on("GET", "/asyncapi.yaml", call -> contract.asyncApi())
        .on("GET", "/types.d.ts", call -> contract.types())
        .on("GET", "/schemas/*", contract::schema)
        .on("GET", "/control/guilds", call -> guilds.all())
        .on("GET", "/control/guilds/*", guilds::one)
        .on("PUT", "/control/guilds/*", guilds::put)
        .on("DELETE", "/control/guilds/*/members/*", guilds::removeMember)
        .on("POST", "/control/events", events::happen)
        .on("POST", "/control/reset", call -> events.reset())
        .on("POST", "/control/clock/advance", clock::advance)
        .on("GET", "/control/connections", call -> connections.all())
        .on("POST", "/control/disconnect", connections::disconnect)
        .on("GET", "/control/messages", messages::find)
        .later("GET", "/control/messages/wait", messages::await)
        .on("GET", "/control/faults", call -> faults.all())
        .on("DELETE", "/control/faults", call -> faults.removeAll())
        .on("PUT", "/control/faults/*", faults::add)
        .on("DELETE", "/control/faults/*", faults::remove);
  }

  /** What other servers of the service ask of this one; it acts here alone. */
  private static Routes ofPeers(
      Service service, GuildCalls guilds, EventCalls events, ConnectionCalls connections) {
    return new Routes()
        .on(
            "POST",
            CATCH_UP,
            call -> {
              service.commands().catchUp();
              return Reply.DONE;
            })
        .on("PUT", "/control/guilds/*", guilds::putHere)
        .on("DELETE", "/control/guilds/*/members/*", guilds::removeMemberHere)
        .on("POST", "/control/events", events::happenHere)
        .on("POST", EventCalls.CHECK, events::checkHere)
        .on("GET", "/control/connections", call -> connections.here())
        .on("POST", "/control/disconnect", connections::disconnectHere);
  }
}
