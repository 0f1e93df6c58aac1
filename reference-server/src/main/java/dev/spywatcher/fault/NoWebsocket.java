package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;

/** Websocket handshakes and upgrades are refused (CONN-2). */
final class NoWebsocket extends Fault {

  NoWebsocket(Setup setup) {
    super(setup);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean serves(String transport) {
        return !(transport.equals("websocket") && strikes()) && honest.serves(transport);
      }
    };
  }
}
