package dev.spywatcher.limit;

import dev.spywatcher.clock.ServiceClock;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gate with limits: which handshakes are let in, by the address they come from (LIM-1, LIM-2,
 * LIM-4), and how much a client may send (LIM-3). An address never touches another (LIM-5).
 * Thread-safe.
 */
public final class AddressLimits implements Gate {

  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Limits limits;
  private final Refusals refusals;
  private final ServiceClock clock;
  private final Map<String, Account> accounts = new HashMap<>();

  /** Limits by {@code clock}, on which it also forgets addresses that have gone. */
  public AddressLimits(Limits limits, ServiceClock clock) {
    this.limits = limits;
    this.refusals = new Refusals(limits);
    this.clock = clock;
    clock.schedule(SWEEP, this::sweep);
  }

  /** What is kept of one address. */
  private final class Account {
    private ReconnectGuard reconnects =
        new ReconnectGuard(limits.reconnectLimit(), limits.reconnectBlock());
    private final Bucket handshakes =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(limits.connectionRate())
                    .refillGreedy(limits.connectionRate(), Duration.ofMinutes(1))
                    .build())
            .withCustomTimePrecision(new ClockMeter(clock))
            .build();
    private int connections;

    private void forgive() {
      reconnects = new ReconnectGuard(limits.reconnectLimit(), limits.reconnectBlock());
      handshakes.reset();
    }

    private boolean isForgotten(Instant now) {
      return connections == 0
          && reconnects.isForgotten(now)
          && handshakes.getAvailableTokens() >= limits.connectionRate();
    }
  }

  @Override
  public CompletionStage<Admission> admit(ClientAddress address, Set<Waiver> waived) {
    return CompletableFuture.completedFuture(judge(address, waived));
  }

  /** Judges a handshake at once. Costs no more than a few look-ups, so a refusal is cheap. */
  public synchronized Admission judge(ClientAddress address, Set<Waiver> waived) {
    Account account = account(address.key());
    Admission.Refused blocked =
        waived.contains(Waiver.RECONNECTS) ? null : blocked(account, clock.instant());
    if (blocked != null) {
      return blocked;
    }
    if (account.connections >= limits.maxConnectionsPerIp()
        && !waived.contains(Waiver.CONNECTIONS)) {
      return refusals.full();
    }
    Admission.Refused tooFast = waived.contains(Waiver.RATE) ? null : tooFast(account);
    return tooFast != null ? tooFast : enter(account);
  }

  /** Lets a handshake in that was judged elsewhere: its connection counts as any other. */
  public synchronized Admission.Admitted enter(ClientAddress address) {
    return enter(account(address.key()));
  }

  /** How many connections each address has, by {@link ClientAddress#key}; those with none not. */
  public synchronized Map<String, Integer> connections() {
    Map<String, Integer> connections = new HashMap<>();
    accounts.forEach(
        (key, account) -> {
          if (account.connections > 0) {
            connections.put(key, account.connections);
          }
        });
    return connections;
  }

  private Account account(String key) {
    return accounts.computeIfAbsent(key, unknown -> new Account());
  }

  private Admission.Admitted enter(Account account) {
    account.connections++;
    AtomicBoolean left = new AtomicBoolean();
    return new Admission.Admitted(
        () -> {
          if (left.compareAndSet(false, true)) {
            leave(account);
          }
        });
  }

  private Admission.@Nullable Refused blocked(Account account, Instant now) {
    Duration blocked = account.reconnects.blockedFor(now);
    if (!blocked.isZero()) {
      return refusals.blocked(blocked);
    }
    return account.reconnects.offends(now)
        ? refusals.blocks(account.reconnects.blockedFor(now))
        : null;
  }

  private Admission.@Nullable Refused tooFast(Account account) {
    ConsumptionProbe probe = account.handshakes.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? null
        : refusals.tooFast(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  @Override
  public Supplier<EmissionLimit.Ruling> emissions() {
    return new EmissionLimit(limits, clock)::judge;
  }

  private synchronized void leave(Account account) {
    account.connections--;
  }

  /** Forgets what addresses did; connections that are open still count. */
  @Override
  public synchronized void reset() {
    accounts.values().removeIf(account -> account.connections == 0);
    accounts.values().forEach(Account::forgive);
  }

  /** How many addresses something is kept of. */
  public synchronized int addresses() {
    return accounts.size();
  }

  private void sweep() {
    Instant now = clock.instant();
    synchronized (this) {
      Iterator<Account> each = accounts.values().iterator();
      while (each.hasNext()) {
        if (each.next().isForgotten(now)) {
          each.remove();
        }
      }
    }
    clock.schedule(SWEEP, this::sweep);
  }
}
