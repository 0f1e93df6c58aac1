package dev.spywatcher.comparison;

import java.util.List;
import java.util.Set;

/**
 * A difference that is meant.
 *
 * @param script name of the case
 * @param clients which clients see it
 * @param transports where they see it
 * @param summary the reason in a few words
 * @param reason the reason
 */
record AcceptedDifference(
    String script,
    Set<Table.ClientName> clients,
    Set<Transport> transports,
    String summary,
    String reason) {

  private static final Set<Table.ClientName> BOTH_CLIENTS = Set.of(Table.ClientName.values());

  static final List<AcceptedDifference> ALL =
      List.of(
          new AcceptedDifference(
              "packet: ack without an id",
              BOTH_CLIENTS,
              Set.of(Transport.values()),
              "stricter",
              "An ACK without an id answers nothing. The grammar of Socket.IO 5 demands the id;"
                  + " ours closes the connection, as on every malformed packet (CONN-10), where"
                  + " Node overlooks it. No official client sends one."),
          new AcceptedDifference(
              "the server stops hearing",
              Set.of(Table.ClientName.JAVASCRIPT),
              Set.of(Transport.WEBSOCKET, Transport.UPGRADE),
              "sooner",
              "Both servers give the client up after the same silence. Node then waits up to 30 s"
                  + " for the answer to its close frame, which cannot arrive, and a client that"
                  + " still hears finds out by its own timer; ours closes the TCP connection with"
                  + " the frame, so that the client knows, and reconnects, a ping interval sooner."));

  boolean covers(String name, Table.ClientName client, Transport transport) {
    return script.equals(name) && clients.contains(client) && transports.contains(transport);
  }
}
