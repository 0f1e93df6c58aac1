package dev.spywatcher.features.engineio;

import dev.spywatcher.features.network.Place;
import dev.spywatcher.features.target.Target;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether machine and service keep up: asks the service for a session that there is not, again and
 * again, from a place of its own. That is no handshake, and no limit holds it back; an answer that
 * takes long is a pause that nobody meant to make. Thread-safe.
 */
public final class Pulse implements AutoCloseable {
  /** Short enough for a second without a pause to be told from one with. */
  private static final Duration LONG = Duration.ofMillis(500);

  private static final Duration APART = Duration.ofMillis(200);
  private static final Duration UNANSWERED = Duration.ofSeconds(5);
  private static final String NO_SESSION = "EIO=4&transport=polling&sid=nobody";

  /** Whether such requests are answered: those that are not would take long each time. */
  private static volatile boolean answers = true;

  private final Requests requests;
  private final Thread thread = new Thread(this::beat, "pulse");
  private volatile long faltered;
  private volatile long latest;
  private volatile boolean over;

  private Pulse(Requests requests) {
    this.requests = requests;
    this.faltered = System.nanoTime();
    this.latest = faltered;
  }

  /** Feels the pulse of a target until it is closed. */
  public static Pulse of(Target target) {
    Pulse pulse = new Pulse(new Requests(target, Place.fresh(target.url())));
    pulse.thread.setDaemon(true);
    pulse.thread.start();
    return pulse;
  }

  /** How long one answer takes; zero where there is none, as from who does not answer at all. */
  public static Duration felt(Target target) {
    if (!answers) {
      return Duration.ZERO;
    }
    long began = System.nanoTime();
    int status;
    try (Requests requests = new Requests(target, Place.fresh(target.url()))) {
      status = requests.get(NO_SESSION).status();
    }
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    if (status == 0 && taken.compareTo(UNANSWERED) > 0) {
      answers = false;
    }
    return status == 0 ? Duration.ZERO : taken;
  }

  /**
   * Since when every answer has come soon, by the monotonic clock; now where one is being waited
   * for too long.
   */
  public long steadySince() {
    long now = System.nanoTime();
    return now - latest > LONG.plus(APART).toNanos() ? now : faltered;
  }

  private void beat() {
    while (!over) {
      requests.get(NO_SESSION);
      long now = System.nanoTime();
      if (now - latest > LONG.plus(APART).toNanos()) {
        faltered = now;
      }
      latest = now;
      LockSupport.parkNanos(APART.toNanos());
    }
  }

  @Override
  public void close() {
    over = true;
    requests.close();
  }
}
