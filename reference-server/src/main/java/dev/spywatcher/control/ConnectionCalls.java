package dev.spywatcher.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.Sessions;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that show who is connected, and that end connections: of this server, and, where there
 * are others, of all.
 */
record ConnectionCalls(Sessions sessions, @Nullable Fleet fleet) {

  Reply all() {
    return fleet == null ? here() : new SharedConnections(fleet).all();
  }

  Reply disconnect(Call call) throws ControlError, NotEverywhereException, IOException {
    JsonNode body = call.body();
    Disconnection wanted = Disconnection.parse(body);
    return fleet == null ? Reply.ok(end(wanted)) : new SharedConnections(fleet).end(wanted, body);
  }

  /** Those of this server. */
  Reply here() {
    ObjectNode answer = Answers.JSON.createObjectNode();
    ArrayNode rows = answer.putArray("connections");
    inOrder().forEach(session -> rows.add(Answers.connection(session)));
    return Reply.ok(answer);
  }

  /** The same, of this server. */
  Reply disconnectHere(Call call) throws ControlError, IOException {
    return Reply.ok(end(Disconnection.ofPeer(call.body())));
  }

  private ObjectNode end(Disconnection wanted) throws ControlError {
    List<Session> dropped = wanted.who().among(inOrder());
    if (dropped.isEmpty() && wanted.who() instanceof Disconnection.Connection one) {
      throw ControlError.of(
          404,
          "not_found",
          "connection: \""
              + one.publicId()
              + "\" is not open; GET /control/connections lists them");
    }
    dropped.forEach(wanted.how()::end);
    ObjectNode answer =
        Answers.JSON
            .createObjectNode()
            .put("dropped", dropped.size())
            .put("how", wanted.how().word());
    ArrayNode ids = answer.putArray("connections");
    dropped.forEach(session -> ids.add(session.publicId()));
    return answer;
  }

  /** Open connections, the first to come first. */
  private List<Session> inOrder() {
    return sessions.all().stream()
        .filter(session -> !session.isClosed())
        .sorted(Comparator.comparingLong(Session::ordinal))
        .toList();
  }
}
