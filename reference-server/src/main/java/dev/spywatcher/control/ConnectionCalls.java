package dev.spywatcher.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spywatcher.socket.Session;
import dev.spywatcher.socket.Sessions;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The calls that show who is connected, and that end connections. */
record ConnectionCalls(Sessions sessions) {

  Reply all() {
    ObjectNode answer = Answers.JSON.createObjectNode();
    ArrayNode rows = answer.putArray("connections");
    inOrder().forEach(session -> rows.add(Answers.connection(session)));
    return Reply.ok(answer);
  }

  Reply disconnect(Call call) throws ControlError, IOException {
    Disconnection wanted = Disconnection.parse(call.body());
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
    return Reply.ok(answer);
  }

  /** Open connections, the first to come first. */
  private List<Session> inOrder() {
    return sessions.all().stream()
        .filter(session -> !session.isClosed())
        .sorted(Comparator.comparingLong(Session::ordinal))
        .toList();
  }
}
