package dev.spywatcher.fakediscord;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Strikes with faults, and keeps those of REST until their requests have come. Thread-safe. */
final class Faults {

  /**
   * A fault of REST that waits.
   *
   * @param left how many requests it still has to meet
   */
  record Armed(RestFault fault, int left) {}

  private final Supplier<List<GatewayConnection>> connections;
  private final List<Armed> armed = new ArrayList<>();

  Faults(Supplier<List<GatewayConnection>> connections) {
    this.connections = connections;
  }

  /** How many connections it has struck now, or requests it waits for. */
  int strike(Fault fault) {
    if (fault instanceof GatewayFault now) {
      List<GatewayConnection> struck = connections.get();
      struck.forEach(now::strike);
      struck.forEach(GatewayConnection::settle);
      return struck.size();
    }
    RestFault later = (RestFault) fault;
    synchronized (armed) {
      armed.add(new Armed(later, later.aim().times()));
    }
    return later.aim().times();
  }

  /** Ends what lasts of the faults of that name. */
  void lift(String name) {
    synchronized (armed) {
      armed.removeIf(one -> one.fault().name().equals(name));
    }
    List<GatewayFault> lasting = List.of(new MuteAcks(), new Silence());
    for (GatewayFault fault : lasting.stream().filter(one -> one.name().equals(name)).toList()) {
      List<GatewayConnection> open = connections.get();
      open.forEach(fault::lift);
      open.forEach(GatewayConnection::settle);
    }
  }

  /** Ends all that lasts. */
  void liftAll() {
    FaultCatalog.entries().forEach(entry -> lift(entry.name()));
  }

  /** Those of REST that wait, the first to meet a request first. */
  List<Armed> armed() {
    synchronized (armed) {
      return List.copyOf(armed);
    }
  }

  /** The fault that a request for {@code path} meets, which is then one less; or {@code null}. */
  @Nullable RestFault meet(String path) {
    synchronized (armed) {
      Iterator<Armed> all = armed.iterator();
      for (int i = 0; all.hasNext(); i++) {
        Armed one = all.next();
        if (one.fault().aim().meets(path)) {
          if (one.left() == 1) {
            all.remove();
          } else {
            armed.set(i, new Armed(one.fault(), one.left() - 1));
          }
          return one.fault();
        }
      }
      return null;
    }
  }
}
