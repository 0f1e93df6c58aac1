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
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(5);

  private final Limits limits;
  private final ServiceClock clock;
  private final Map<String, Account> accounts = new HashMap<>();

  /** Limits by {@code clock}, on which it also forgets addresses that have gone. */
  public AddressLimits(Limits limits, ServiceClock clock) {
    this.limits = limits;
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

  /** Judges a handshake. Costs no more than a few look-ups, so a refusal is cheap. */
  @Override
  public synchronized Admission admit(ClientAddress address, Set<Waiver> waived) {
    Account account = accounts.computeIfAbsent(address.key(), key -> new Account());
    Admission.Refused blocked =
        waived.contains(Waiver.RECONNECTS) ? null : blocked(account, clock.instant());
    if (blocked != null) {
      return blocked;
    }
    if (account.connections >= limits.maxConnectionsPerIp()
        && !waived.contains(Waiver.CONNECTIONS)) {
      return new Admission.Refused(
          "this address has "
              + limits.maxConnectionsPerIp()
              + " connections already (--max-connections-per-ip); close one, or share one",
          RETRY_WHEN_FULL);
    }
    Admission.Refused tooFast = waived.contains(Waiver.RATE) ? null : tooFast(account);
    if (tooFast != null) {
      return tooFast;
    }
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
      return new Admission.Refused(
          "this address is blocked for reconnecting too often; back off between attempts", blocked);
    }
    if (account.reconnects.offends(now)) {
      return new Admission.Refused(
          "more than "
              + limits.reconnectLimit()
              + " handshakes of this address in 10 s (--reconnect-limit); back off between"
              + " attempts",
          account.reconnects.blockedFor(now));
    }
    return null;
  }

  private Admission.@Nullable Refused tooFast(Account account) {
    ConsumptionProbe probe = account.handshakes.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? null
        : new Admission.Refused(
            "more than "
                + limits.connectionRate()
                + " handshakes of this address in a minute (--connection-rate); reuse a connection",
            Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  @Override
  public Supplier<EmissionLimit.Ruling> emissions() {
    return new EmissionLimit(limits, clock)::judge;
  }

  private synchronized void leave(Account account) {
    account.connections--;
  }

  /** Forgets what addresses did; connections that are open still count. */
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
