package dev.spywatcher.fakediscord;

import dev.spywatcher.discord.FaultSwitches.Switched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  /** What lasts on connections, by name, as it was ordered last. */
  private final Map<String, Fault> lasting = new HashMap<>();

  Faults(Supplier<List<GatewayConnection>> connections) {
    this.connections = connections;
  }

  /** How many connections it has struck now, or requests it waits for. */
  int strike(Fault fault) {
    int struck = order(fault);
    if (fault instanceof GatewayFault) {
      connections.get().forEach(GatewayConnection::settle);
    }
    return struck;
  }

  private int order(Fault fault) {
    if (fault instanceof GatewayFault now) {
      List<GatewayConnection> struck = connections.get();
      if (!struck.isEmpty() && FaultCatalog.named(fault.name()).lasting()) {
        synchronized (armed) {
          lasting.put(fault.name(), fault);
        }
      }
      struck.forEach(now::strike);
      return struck.size();
    }
    RestFault later = (RestFault) fault;
    synchronized (armed) {
      armed.add(new Armed(later, later.aim().times()));
    }
    return later.aim().times();
  }

  /**
   * Strikes by the order of a play, which leaves alone what was ordered by hand.
   *
   * @return what ends it; {@code null} where a fault of that name is on already
   */
  @Nullable Switched play(Fault fault) {
    synchronized (armed) {
      if (lasting.containsKey(fault.name())
          || armed.stream().anyMatch(one -> one.fault().name().equals(fault.name()))) {
        return null;
      }
    }
    // Without waiting until it has been done: events of the play come after it all the same.
    order(fault);
    return () -> endIfStill(fault);
  }

  /** Ends what a play has begun, unless it has been lifted, or ordered anew, since. */
  private boolean endIfStill(Fault fault) {
    synchronized (armed) {
      if (fault instanceof RestFault) {
        return armed.removeIf(one -> one.fault() == fault);
      }
      if (lasting.get(fault.name()) != fault) {
        return false;
      }
      lasting.remove(fault.name());
    }
    connections.get().forEach(((GatewayFault) fault)::lift);
    return true;
  }

  /** Ends what lasts of the faults of that name. */
  void lift(String name) {
    synchronized (armed) {
      lasting.remove(name);
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
