package dev.spywatcher.analytics;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.event.ServerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One guild's window, what was last sent of it, and its throttle. Guarded by its monitor. */
final class GuildAnalytics {

  /**
   * What all guilds have in common.
   *
   * @param permit asked before an update is sent; {@code null} where nobody else sends any
   */
  record Shared(
      GuildDirectory directory,
      ServiceClock clock,
      Supplier<Duration> interval,
      Predicate<String> watched,
      @Nullable Permit permit,
      Consumer<ServerEvent> rooms) {}

  private final String guildId;
  private final Shared shared;
  final ActivityWindow window = new ActivityWindow();
  final Throttle throttle;
  boolean messageUnreported;
  boolean forgotten;

  /** Whether anything has changed since the guild was last remembered. */
  boolean unremembered;

  private Figures lastSent = Figures.NONE;

  /** Of the figures that another server sent last; empty where this server knows what was sent. */
  private String lastSentElsewhere = "";

  GuildAnalytics(String guildId, Shared shared) {
    this.guildId = guildId;
    this.shared = shared;
    this.throttle = new Throttle(shared.clock(), shared.interval(), this::released);
  }

  void changed() {
    unremembered = true;
    look();
  }

  /** Sees to it that what is unreported is reported. */
  void look() {
    if (shared.watched().test(guildId) && throttle.request()) {
      report();
    }
  }

  private synchronized void released() {
    throttle.begin();
    if (!forgotten) {
      changed();
    }
  }

  private void report() {
    Guild guild = shared.directory().guild(guildId);
    if (guild == null) {
      return;
    }
    Instant now = shared.clock().instant();
    window.expire(now);
    Figures figures = Figures.of(window, guild);
    if (!messageUnreported && wasSent(figures)) {
      return;
    }
    if (shared.permit() == null) {
      send(figures, now);
    } else {
      throttle.hold();
      shared
          .permit()
          .ask(guildId, shared.interval().get())
          .whenComplete((wait, failure) -> answered(now, failure == null ? wait : Permit.NO));
    }
  }

  private boolean wasSent(Figures figures) {
    return lastSentElsewhere.isEmpty()
        ? figures.equals(lastSent)
        : figures.mark().equals(lastSentElsewhere);
  }

  private synchronized void answered(Instant asked, Duration wait) {
    if (forgotten) {
      return;
    }
    Instant now = shared.clock().instant();
    boolean more = throttle.go(wait.isNegative() ? Instant.MIN : now.plus(wait));
    Guild guild = shared.directory().guild(guildId);
    Instant at = wait.isZero() ? covered(asked, now) : null;
    if (at != null && guild != null) {
      // As they are by now: whatever came while nobody could say is told too.
      send(Figures.of(window, guild), at);
    } else if (more || !wait.isNegative()) {
      changed();
    }
  }

  /** Of what time an update that was permitted is; {@code null} where it would go nowhere. */
  private @Nullable Instant covered(Instant asked, Instant now) {
    Permit permit = shared.permit();
    if (permit == null || permit.covers(guildId, now)) {
      return now;
    }
    // The guild was handed over meanwhile, and the update counts as sent for its next holder too.
    return permit.covers(guildId, asked) ? asked : null;
  }

  private void send(Figures figures, Instant now) {
    messageUnreported = false;
    lastSent = figures;
    lastSentElsewhere = "";
    unremembered = true;
    throttle.sent(now);
    shared
        .rooms()
        .accept(
            new ServerEvent.AnalyticsUpdate(
                guildId, figures.ghosts(), figures.lurkers(), figures.channelDiversity(), now));
  }

  /** What has changed since the last call, to be remembered. */
  Memory changes() {
    unremembered = false;
    String mark = lastSentElsewhere;
    if (mark.isEmpty() && !lastSent.equals(Figures.NONE)) {
      mark = lastSent.mark();
    }
    return new Memory(window.changes(), messageUnreported, mark);
  }

  /** Goes on from what is remembered. */
  void restore(Memory memory) {
    window.restore(memory.hours());
    messageUnreported = memory.unreported();
    lastSent = Figures.NONE;
    lastSentElsewhere = memory.lastSent();
    changed();
    unremembered = false;
  }

  void forget() {
    throttle.cancel();
    forgotten = true;
  }
}
