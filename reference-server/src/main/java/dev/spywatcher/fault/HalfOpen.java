package dev.spywatcher.fault;

import dev.spywatcher.room.Client;
import dev.spywatcher.room.Requests;
import dev.spywatcher.socket.Session;

/**
 * Connections fall silent: nothing is sent or heard, and nothing says so. Those that have fallen
 * silent stay so when the fault is switched off, until the client gives them up.
 */
final class HalfOpen extends Fault {

  HalfOpen(Setup setup) {
    super(setup);
  }

  @Override
  void begin() {
    site.connected().get().forEach(this::silenceLater);
  }

  @Override
  Requests requests(Requests honestRequests) {
    return new OverRequests(honestRequests) {
      @Override
      public void connected(Client client) {
        honest.connected(client);
        site.sessions(client).forEach(HalfOpen.this::silenceLater);
      }
    };
  }

  private void silenceLater(Session session) {
    if (strikes()) {
      later(settings.duration("after"), session::silence);
    }
  }
}
