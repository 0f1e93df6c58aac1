package dev.spywatcher.bus;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.limit.Refusals;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate of a service: what an address may do it may do on all servers together (SCALE-2). Redis
 * judges each handshake in one round trip, by its own time; while it is away, or does not answer,
 * this server judges by itself. The connections of a server that is gone do not count. Thread-safe.
 */
public final class SharedLimits implements Gate, Participant {

  private static final Script ADMIT = Script.named("limits-admit");
  private static final Script LEAVE = Script.named("limits-leave");
  private static final Script TELL = Script.named("limits-tell");
  private static final Script RESET = Script.named("limits-reset");

  private static final String RESETS = "limits-resets";

  /** Well within the minute after which Redis forgets what it was not told again. */
  private static final Duration TELL_EVERY = Duration.ofSeconds(10);

  private static final int ADDRESSES_AT_ONCE = 200;

  private final Link link;
  private final String server;
  private final Limits limits;
  private final AddressLimits own;
  private final Refusals refusals;
  private final ServiceClock clock;

  /**
   * Held while what changes the number of connections is counted here and handed to the link, so
   * that Redis comes to hear of changes in the order in which they are counted.
   */
  private final Object order = new Object();

  /** Handshakes that Redis has not judged yet, by address. */
  private final Map<String, Integer> pending = new HashMap<>();

  /** Addresses of which Redis may count connections here. */
  private final Set<String> accounts = new HashSet<>();

  private ServiceClock.@Nullable Task nextTelling;
  private volatile boolean joined;

  /**
   * A gate that judges by itself until it has joined.
   *
   * @param server the id of this server, by which the others know it
   * @param own what this server keeps of its own connections
   */
  public SharedLimits(
      Link link, String server, Limits limits, AddressLimits own, ServiceClock clock) {
    this.link = link;
    this.server = server;
    this.limits = limits;
    this.own = own;
    this.refusals = new Refusals(limits);
    this.clock = clock;
  }

  @Override
  public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
    CompletionStage<List<Object>> answer;
    synchronized (order) {
      if (!joined) {
        return CompletableFuture.completedFuture(own.judge(address, waived));
      }
      pending.merge(address.key(), 1, Integer::sum);
      accounts.add(address.key());
      answer = judged(address.key(), "", waived);
    }
    return answer.handle(
        (verdict, failure) -> {
          synchronized (order) {
            pending.computeIfPresent(address.key(), (key, many) -> many > 1 ? many - 1 : null);
            // Where Redis has let it in all the same, its next account of this address mends that.
            return verdict == null
                ? counted(address, own.judge(address, waived))
                : admission(address, verdict);
          }
        });
  }

  /**
   * What Redis says of a handshake.
   *
   * @param at when it was, in microseconds; empty for the present
   * @return verdict, and microseconds until the address may try again
   */
  CompletionStage<List<Object>> judged(String address, String at, Set<Waiver> waived) {
    return link.run(
        ADMIT,
        List.of(
            "limits:" + address,
            "handshakes:" + address,
            connections(address),
            Registry.SERVERS,
            ServiceState.KEY,
            RESETS),
        List.of(
            server,
            at,
            limits.connectionRate(),
            limits.maxConnectionsPerIp(),
            limits.reconnectLimit(),
            limits.reconnectBlock().toNanos() / 1_000,
            waived.toString()));
  }

  private static String connections(String address) {
    return "connections:" + address;
  }

  private Admission admission(ClientAddress address, List<Object> answer) {
    long verdict = (Long) answer.get(0);
    Duration wait = Duration.of((Long) answer.get(1), ChronoUnit.MICROS);
    if (verdict == 0) {
      return counted(address, own.enter(address));
    } else if (verdict == 1) {
      return refusals.blocked(wait);
    } else if (verdict == 2) {
      return refusals.blocks(wait);
    }
    return verdict == 3 ? refusals.full() : refusals.tooFast(wait);
  }

  /** Has Redis know when a connection that was let in ends. */
  private Admission counted(ClientAddress address, Admission admission) {
    if (!(admission instanceof Admission.Admitted admitted)) {
      return admission;
    }
    AtomicBoolean left = new AtomicBoolean();
    return new Admission.Admitted(
        () -> {
          if (left.compareAndSet(false, true)) {
            synchronized (order) {
              admitted.leave().run();
              if (joined) {
                link.run(LEAVE, List.of(connections(address.key())), List.of(server));
              }
            }
          }
        });
  }

  @Override
  public Supplier<EmissionLimit.Ruling> emissions() {
    return own.emissions();
  }

  /** Forgets what addresses did, on all servers; connections that are open still count. */
  @Override
  public void reset() {
    own.reset();
    if (joined) {
      link.run(RESET, List.of(RESETS), List.of());
    }
  }

  @Override
  public CompletionStage<?> join(Instant since) {
    synchronized (order) {
      joined = true;
      return tell();
    }
  }

  /** Tells Redis how many connections each address has here, unless that is about to change. */
  private CompletionStage<?> tell() {
    nextTelling = clock.schedule(TELL_EVERY, this::tellAgain);
    List<String> addresses = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();
    List<CompletableFuture<?>> told = new ArrayList<>();
    Map<String, Integer> open = own.connections();
    accounts.addAll(open.keySet());
    for (String address : accounts) {
      if (!pending.containsKey(address)) {
        addresses.add(address);
        numbers.add(open.getOrDefault(address, 0));
      }
    }
    // One that has left is told once, since nobody else would take its number back.
    accounts.removeIf(address -> !pending.containsKey(address) && !open.containsKey(address));
    for (int from = 0; from < addresses.size(); from += ADDRESSES_AT_ONCE) {
      int to = Math.min(addresses.size(), from + ADDRESSES_AT_ONCE);
      List<Object> arguments = new ArrayList<>(List.of(server));
      arguments.addAll(numbers.subList(from, to));
      List<String> some = List.copyOf(addresses.subList(from, to));
      told.add(
          link.run(TELL, some.stream().map(SharedLimits::connections).toList(), arguments)
              .whenComplete((done, failure) -> told(some, failure))
              .toCompletableFuture());
    }
    return CompletableFuture.allOf(told.toArray(CompletableFuture<?>[]::new));
  }

  private void told(List<String> addresses, @Nullable Throwable failure) {
    if (failure != null) {
      synchronized (order) {
        accounts.addAll(addresses);
      }
    }
  }

  private void tellAgain() {
    synchronized (order) {
      if (joined) {
        tell();
      }
    }
  }

  @Override
  public void leave() {
    synchronized (order) {
      joined = false;
      if (nextTelling != null) {
        nextTelling.cancel();
      }
    }
  }
}
