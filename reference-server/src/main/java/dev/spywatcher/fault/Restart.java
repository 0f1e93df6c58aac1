package dev.spywatcher.fault;

import dev.spywatcher.socket.Conduct;
import dev.spywatcher.socket.Session;

/**
 * Every connection is cut, and for a while new ones are reset. What happens meanwhile is lost to
 * the clients, and they have to subscribe again. Switching it on again restarts again.
 */
final class Restart extends Fault {

  private volatile boolean isBack;

  Restart(Setup setup) {
    super(setup);
  }

  @Override
  void begin() {
    later(settings.duration("down"), () -> isBack = true);
    site.connected().get().stream().filter(session -> strikes()).forEach(Session::cut);
  }

  @Override
  Conduct conduct(Conduct honestConduct) {
    return new OverConduct(honestConduct) {
      @Override
      public boolean listens() {
        return (isBack || !strikes()) && honest.listens();
      }
    };
  }
}
