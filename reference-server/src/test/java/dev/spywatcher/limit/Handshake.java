package dev.spywatcher.limit;

import dev.spywatcher.abuse.Answer;
import dev.spywatcher.abuse.Requests;
import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.Wire;
import java.util.List;
import java.util.stream.Stream;

/** A handshake, on either transport. */
enum Handshake {
  POLLING(200) {
    @Override
    String request(String... headers) {
      return Requests.get(Requests.POLLING, headers);
    }
  },
  WEBSOCKET(101) {
    @Override
    String request(String... headers) {
      return Requests.upgrade(Requests.WEBSOCKET, headers);
    }
  };

  private final int letIn;

  Handshake(int letIn) {
    this.letIn = letIn;
  }

  abstract String request(String... headers);

  /** Whether that is the answer to one who is let in. */
  boolean isLetIn(Answer answer) {
    return answer.status() == letIn;
  }

  /** Shakes hands; the connection stays open. */
  Answer from(String address, RunningServer server, String... headers) {
    return Wire.from(address, server.address()).exchange(request(headers));
  }

  /** Shakes hands so many times at once. */
  List<Answer> atOnce(int times, String address, RunningServer server, String... headers) {
    List<Wire> wires =
        Stream.generate(() -> Wire.from(address, server.address())).limit(times).toList();
    wires.forEach(wire -> wire.write(request(headers)));
    return wires.stream().map(Wire::answer).toList();
  }
}
