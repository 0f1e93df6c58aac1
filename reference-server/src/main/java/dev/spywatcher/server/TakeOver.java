package dev.spywatcher.server;

import dev.spywatcher.bus.ServiceState;
import dev.spywatcher.bus.ServiceState.Switched;
import dev.spywatcher.bus.SharedState;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.fault.BadFaultException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings this server from one state of its service to another: its clock, what is forgotten and
 * played, and the faults that are switched by hand.
 */
record TakeOver(OwnCommands own) implements SharedState.Takeover {

  private static final Logger log = LoggerFactory.getLogger(TakeOver.class);

  @Override
  public void take(ServiceState from, ServiceState to) {
    Duration behind = to.advanced().minus(from.advanced());
    if (behind.compareTo(Duration.ZERO) > 0) {
      own.advance(behind);
    }
    play(from, to);
    faults(from, to);
  }

  private void play(ServiceState from, ServiceState to) {
    @Nullable Repertoire repertoire = own.repertoire();
    ServiceState.Play next = to.play();
    // A server that has just come has nothing to forget.
    boolean renewed = to.renewed() != from.renewed() && from.version() > 0;
    if (repertoire == null && next != null && from.version() == 0) {
      log.warn(
          "the service plays {}, which the source of this server cannot; give all the same --source",
          next.scenario());
    }
    if (repertoire == null || next == null) {
      if (renewed) {
        own.reset();
      }
      return;
    }
    Repertoire.Playing now = repertoire.playing();
    boolean another = !now.scenario().equals(next.scenario()) || now.seed() != next.seed();
    if (another) {
      own.play(new Repertoire.Playing(next.scenario(), next.seed(), next.speed()));
    } else if (renewed) {
      own.reset();
    }
    if (another || now.speed() == next.speed()) {
      return;
    }
    if (to.pacedAt() != null && to.paced() != from.paced() && from.version() > 0) {
      own.pace(next.speed(), to.pacedAt());
    } else {
      own.pace(next.speed());
    }
  }

  private void faults(ServiceState from, ServiceState to) {
    if (to.cleared() != from.cleared()) {
      own.removeFaults();
    }
    try {
      for (Map.Entry<String, Switched> known : from.faults().entrySet()) {
        if (!to.faults().containsKey(known.getKey()) && known.getValue().on() != null) {
          own.removeFault(known.getKey());
        }
      }
      for (Map.Entry<String, Switched> fault : to.faults().entrySet()) {
        if (!Objects.equals(fault.getValue(), from.faults().get(fault.getKey()))) {
          switched(fault.getKey(), fault.getValue().on());
        }
      }
    } catch (BadFaultException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void switched(String fault, @Nullable Map<String, String> on) throws BadFaultException {
    if (on == null) {
      own.removeFault(fault);
    } else {
      own.addFault(fault, on);
    }
  }
}
