package dev.spywatcher.fault;

import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.discord.FaultKinds;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.event.ServerEvent;
import dev.spywatcher.intake.Intake.MembershipListener;
import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.room.Client;
import dev.spywatcher.room.Delay;
import dev.spywatcher.room.Deliveries;
import dev.spywatcher.room.Requests;
import dev.spywatcher.room.Room;
import dev.spywatcher.socket.Conduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are on. Stands between the stages: each part of the server that a fault may break
 * is handed in honest and handed out so that faults can be switched while it serves. Thread-safe.
 */
public final class Faults {

  private final Site site;
  private final Map<String, Fault> on = new LinkedHashMap<>();
  private final List<Runnable> rebuilds = new ArrayList<>();
  private List<Fault> delivering = List.of();
  private volatile Conduct conduct = Conduct.PROPER;

  /** No faults yet. */
  public Faults(Site site) {
    this.site = site;
    rebuilds.add(() -> conduct = broken(Conduct.PROPER, Fault::conduct));
    rebuilds.add(this::rebuildDeliveries);
  }

  /** One part of the server: what it honestly is, and what the faults that are on make of it. */
  private final class Part<T> {
    private volatile T current;

    private Part(T honest, Breaking<T> breaking) {
      current = honest;
      synchronized (Faults.this) {
        rebuilds.add(() -> current = broken(honest, breaking));
      }
    }

    private T now() {
      return current;
    }
  }

  /** What a fault makes of a part. */
  private interface Breaking<T> {
    T apply(Fault fault, T honest);
  }

  private synchronized <T> T broken(T honest, Breaking<T> breaking) {
    T part = honest;
    for (Fault fault : on.values()) {
      part = breaking.apply(fault, part);
    }
    return part;
  }

  private synchronized void rebuildDeliveries() {
    Deliveries honest = (subscriber, event, hand) -> hand.give(event, Delay.NONE);
    Deliveries broken = honest;
    List<Fault> wanted = new ArrayList<>();
    for (Fault fault : on.values()) {
      Deliveries before = broken;
      broken = fault.deliveries(before);
      if (!broken.equals(before)) {
        wanted.add(fault);
      }
    }
    // A change makes everything go out that a fault holds back, so there is none without need.
    if (!wanted.equals(delivering)) {
      delivering = wanted;
      // The honest way has frames shared by all; it is left only where a fault asks for it.
      site.fanOut().deliverBy(wanted.isEmpty() ? null : broken);
    }
  }

  // Parts of the server

  /** Judges tokens. */
  public Tokens tokens(Tokens honest) {
    Part<Tokens> part = new Part<>(honest, Fault::tokens);
    return auth -> part.now().verify(auth);
  }

  /** Decides who may view what. */
  public Permissions permissions(Permissions honest) {
    Part<Permissions> part = new Part<>(honest, Fault::permissions);
    return (user, guildId) -> part.now().mayView(user, guildId);
  }

  /** Is told of memberships that have ended. */
  public MembershipListener memberships(MembershipListener honest) {
    Part<MembershipListener> part = new Part<>(honest, Fault::memberships);
    return (guildId, userId) -> part.now().memberGone(guildId, userId);
  }

  /** Takes server events to be encoded. */
  public Consumer<ServerEvent> events(Consumer<ServerEvent> honest) {
    Part<Consumer<ServerEvent>> part = new Part<>(honest, Fault::events);
    return event -> part.now().accept(event);
  }

  /** Takes encoded events to their rooms. */
  public Consumer<Publication> publications(Consumer<Publication> honest) {
    Part<Consumer<Publication>> part = new Part<>(honest, Fault::publications);
    return publication -> part.now().accept(publication);
  }

  /** Takes what clients ask of the rooms. */
  public Requests requests(Requests honest) {
    Part<Requests> part = new Part<>(honest, Fault::requests);
    return new Requests() {
      @Override
      public void connected(Client client) {
        part.now().connected(client);
      }

      @Override
      public void disconnected(Client client) {
        part.now().disconnected(client);
      }

      @Override
      public void subscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        part.now().subscribe(client, kind, guildId, answer);
      }

      @Override
      public void unsubscribe(
          Client client,
          Room.Kind kind,
          @Nullable Object guildId,
          Consumer<@Nullable String> answer) {
        part.now().unsubscribe(client, kind, guildId, answer);
      }
    };
  }

  /** Keeps limits. */
  public Gate gate(Gate honest) {
    Part<Gate> part = new Part<>(honest, Fault::gate);
    return new Gate() {
      @Override
      public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
        return part.now().admit(address, waived);
      }

      @Override
      public Supplier<EmissionLimit.Ruling> emissions() {
        return part.now().emissions();
      }
    };
  }

  /** How the socket stage conducts itself. */
  public Supplier<Conduct> conduct() {
    return () -> conduct;
  }

  /** The least time between two updates of a guild. */
  public Supplier<Duration> analyticsInterval(Duration honest) {
    return new Part<>(honest, Fault::analyticsInterval)::now;
  }

  // Switches

  /** The names of all faults there are. */
  public static List<String> names() {
    return Catalogue.KINDS.stream().map(Kind::name).toList();
  }

  /** All there are, off, in the order of the catalogue. */
  public static List<FaultStatus> catalogue() {
    return Catalogue.KINDS.stream().map(kind -> status(kind, null)).toList();
  }

  /**
   * Looks whether a fault could be switched on.
   *
   * @throws BadFaultException where there is no such fault, or a parameter does not fit; then the
   *     message begins with the name of the parameter
   */
  public static void check(String name, Map<String, String> parameters) throws BadFaultException {
    new Settings(Catalogue.kind(name).parameters(), parameters);
  }

  /** What there is, for whoever reads a play. */
  public static FaultKinds kinds() {
    return new FaultKinds() {
      @Override
      public List<String> names() {
        return Faults.names();
      }

      @Override
      public void check(String name, Map<String, String> parameters) {
        try {
          Faults.check(name, parameters);
        } catch (BadFaultException e) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
      }
    };
  }

  /** Switches for a play, which leaves alone what was switched by hand. */
  public FaultSwitches switches() {
    return new PlayedFaults(this);
  }

  /** Every fault there is, on or off, in the order of the catalogue. */
  public synchronized List<FaultStatus> all() {
    return Catalogue.KINDS.stream().map(this::status).toList();
  }

  /**
   * One of them.
   *
   * @throws BadFaultException where there is no such fault
   */
  public synchronized FaultStatus status(String name) throws BadFaultException {
    return status(Catalogue.kind(name));
  }

  private FaultStatus status(Kind kind) {
    return status(kind, on.get(kind.name()));
  }

  private static FaultStatus status(Kind kind, @Nullable Fault fault) {
    return new FaultStatus(
        kind.name(),
        kind.what(),
        kind.rules(),
        kind.parameters(),
        fault == null ? null : fault.settings.all());
  }

  /**
   * Switches a fault on, or on again with other parameters.
   *
   * @throws BadFaultException where there is no such fault or parameter; nothing has changed
   */
  public synchronized FaultStatus add(String name, Map<String, String> parameters)
      throws BadFaultException {
    Kind kind = Catalogue.kind(name);
    switchOn(kind, parameters);
    return status(kind);
  }

  private Fault switchOn(Kind kind, Map<String, String> parameters) throws BadFaultException {
    Fault fault = kind.maker().apply(new Setup(site, new Settings(kind.parameters(), parameters)));
    end(on.put(kind.name(), fault));
    rebuild();
    fault.begin();
    return fault;
  }

  /** Switches a fault on, unless it is on already; then {@code null}. */
  synchronized @Nullable Fault addUnlessOn(String name, Map<String, String> parameters)
      throws BadFaultException {
    Kind kind = Catalogue.kind(name);
    return on.containsKey(name) ? null : switchOn(kind, parameters);
  }

  /** Switches a fault off, unless it is another one of that name by now; whether it did. */
  synchronized boolean removeIfStill(String name, Fault fault) {
    if (on.get(name) != fault) {
      return false;
    }
    on.remove(name);
    end(fault);
    rebuild();
    return true;
  }

  /**
   * Switches a fault off; harmless where it is off.
   *
   * @throws BadFaultException where there is no such fault
   */
  public synchronized void remove(String name) throws BadFaultException {
    end(on.remove(Catalogue.kind(name).name()));
    rebuild();
  }

  /** Switches every fault off. */
  public synchronized void clear() {
    on.values().forEach(Faults::end);
    on.clear();
    rebuild();
  }

  private static void end(@Nullable Fault fault) {
    if (fault != null) {
      fault.end();
    }
  }

  private void rebuild() {
    rebuilds.forEach(Runnable::run);
  }
}
