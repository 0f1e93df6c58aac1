package dev.spywatcher.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of the state of the service. */
public sealed interface Change {

  /** As the script {@code state-change} takes it: operation, field and value of each part. */
  List<Object> operations();

  /**
   * The same, on the state of a server that is alone.
   *
   * @param version the next one
   * @param now the service's time
   */
  ServiceState on(ServiceState state, long version, Instant now);

  /** Moves the clock on. */
  record Advance(Duration by) implements Change {
    @Override
    public List<Object> operations() {
      return List.of("add", "advanced", by.toMillis());
    }

    @Override
    public ServiceState on(ServiceState state, long version, Instant now) {
      return new ServiceState(
          version,
          state.advanced().plus(by),
          state.epoch(),
          state.renewed(),
          state.play(),
          state.paced(),
          state.pacedAt(),
          state.cleared(),
          state.faults());
    }
  }

  /**
   * Forgets everything and begins a play.
   *
   * @param play {@code null} for the one that there is, or none
   */
  record Renew(ServiceState.@Nullable Play play) implements Change {
    @Override
    public List<Object> operations() {
      if (play == null) {
        return List.of("stamp", "renewed", "", "now", "epoch", "");
      }
      return List.of(
          "stamp",
          "renewed",
          "",
          "now",
          "epoch",
          "",
          "set",
          "scenario",
          play.scenario(),
          "set",
          "seed",
          String.valueOf(play.seed()),
          "set",
          "speed",
          String.valueOf(play.speed()));
    }

    @Override
    public ServiceState on(ServiceState state, long version, Instant now) {
      return new ServiceState(
          version,
          state.advanced(),
          now,
          version,
          play == null ? state.play() : play,
          state.paced(),
          state.pacedAt(),
          state.cleared(),
          state.faults());
    }
  }

  /** Goes on with the play at another speed, on all servers at the same moment. */
  record Pace(double speed) implements Change {
    /** For all of them to learn of it. */
    private static final long NOTICE_MILLIS = 400;

    @Override
    public List<Object> operations() {
      return List.of(
          "stamp",
          "paced",
          "",
          "now",
          "pacedAt",
          NOTICE_MILLIS,
          "set",
          "speed",
          String.valueOf(speed));
    }

    @Override
    public ServiceState on(ServiceState state, long version, Instant now) {
      ServiceState.Play play = state.play();
      return new ServiceState(
          version,
          state.advanced(),
          state.epoch(),
          state.renewed(),
          play == null ? null : new ServiceState.Play(play.scenario(), play.seed(), speed),
          version,
          now,
          state.cleared(),
          state.faults());
    }
  }

  /**
   * Switches a fault.
   *
   * @param on its parameters; {@code null} switches it off
   */
  record Switch(String fault, @Nullable Map<String, String> on) implements Change {
    @Override
    public List<Object> operations() {
      return List.of("mark", "fault:" + fault, ServiceState.written(on));
    }

    @Override
    public ServiceState on(ServiceState state, long version, Instant now) {
      Map<String, ServiceState.Switched> faults = new HashMap<>(state.faults());
      faults.put(fault, new ServiceState.Switched(version, on));
      return faults(state, version, state.cleared(), faults);
    }
  }

  /** Switches every fault off. */
  record Clear() implements Change {
    @Override
    public List<Object> operations() {
      return List.of("clear", "fault:", "", "stamp", "cleared", "");
    }

    @Override
    public ServiceState on(ServiceState state, long version, Instant now) {
      return faults(state, version, version, Map.of());
    }
  }

  private static ServiceState faults(
      ServiceState state, long version, long cleared, Map<String, ServiceState.Switched> faults) {
    return new ServiceState(
        version,
        state.advanced(),
        state.epoch(),
        state.renewed(),
        state.play(),
        state.paced(),
        state.pacedAt(),
        cleared,
        faults);
  }
}
