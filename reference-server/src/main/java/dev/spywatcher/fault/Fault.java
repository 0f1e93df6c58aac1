package dev.spywatcher.fault;

import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.intake.Intake.MembershipListener;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Requests;
import dev.spywatcher.socket.Conduct;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One way to misbehave: decorates the part of the server that it breaks, and leaves all others as
 * they are. Thread-safe.
 */
abstract class Fault {

  final Site site;
  final Settings settings;
  private volatile boolean over;

  Fault(Setup setup) {
    this.site = setup.site();
    this.settings = setup.settings();
  }

  /** Whether it strikes this time, by its toxicity. */
  final boolean strikes() {
    return settings.strikes();
  }

  /** It has been switched off; what it has scheduled does nothing any more. */
  final void end() {
    over = true;
    ended();
  }

  /** Whether it has been switched off; what it has handed out may be in use still. */
  final boolean isOver() {
    return over;
  }

  /** Puts back in order what would not be by itself. */
  void ended() {}

  /** Runs something once the time has passed on the server's clock, unless it is over by then. */
  final void later(Duration delay, Runnable action) {
    site.clock()
        .schedule(
            delay,
            () -> {
              if (!over) {
                action.run();
              }
            });
  }

  /** It has just been switched on. */
  void begin() {}

  Tokens tokens(Tokens honest) {
    return honest;
  }

  Permissions permissions(Permissions honest) {
    return honest;
  }

  Requests requests(Requests honest) {
    return honest;
  }

  MembershipListener memberships(MembershipListener honest) {
    return honest;
  }

  Gate gate(Gate honest) {
    return honest;
  }

  /** Server events on their way to be encoded. */
  Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    return honest;
  }

  /** Encoded events on their way to a room. */
  Consumer<Publication> publications(Consumer<Publication> honest) {
    return honest;
  }

  /** Events on their way to one client. */
  Deliveries deliveries(Deliveries honest) {
    return honest;
  }

  Conduct conduct(Conduct honest) {
    return honest;
  }

  Duration analyticsInterval(Duration honest) {
    return honest;
  }
}
