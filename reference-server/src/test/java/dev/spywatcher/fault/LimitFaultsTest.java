package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.limit.AddressLimits;
import dev.spywatcher.limit.Admission;
import dev.spywatcher.limit.ClientAddress;
import dev.spywatcher.limit.EmissionLimit.Ruling;
import dev.spywatcher.limit.Gate;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults on limits leave the limits' own account of what happened as it is. */
class LimitFaultsTest {

  private static final ClientAddress ADDRESS = new ClientAddress("192.0.2.1", "192.0.2.1");

  private final ServiceClock clock = new ServiceClock();
  private final Faults faults =
      new Faults(
          new Site(
              clock,
              new GuildDirectory(),
              new FanOut(),
              Limits.Profile.LOAD.limits(),
              ServerOptions.DEVELOPMENT_SECRET,
              List::of));

  @AfterEach
  void stopTheClock() {
    clock.close();
  }

  private AddressLimits limits(int rate, int connections, int reconnects) {
    return new AddressLimits(
        new Limits(rate, connections, 1, 2, reconnects, Duration.ofSeconds(30), 1, 65_536), clock);
  }

  private static Admission admission(Gate gate) {
    return gate.admit(ADDRESS).toCompletableFuture().join();
  }

  private static boolean admits(Gate gate) {
    return admission(gate) instanceof Admission.Admitted;
  }

  @Test
  void connectionsOfBeforeAndMeanwhileCountOnceTheFaultIsOff() throws Exception {
    AddressLimits limits = limits(1_000, 2, 1_000);
    Gate gate = faults.gate(limits);
    assertThat(admits(gate)).isTrue();
    faults.add("no-connection-limit", Map.of());
    Admission second = admission(gate);
    Admission third = admission(gate);
    assertThat(third).isInstanceOf(Admission.Admitted.class);

    faults.remove("no-connection-limit");

    assertThat(admits(gate)).as("three are open, two may be").isFalse();
    ((Admission.Admitted) second).leave().run();
    ((Admission.Admitted) third).leave().run();
    assertThat(admits(gate)).as("one is open").isTrue();
  }

  @Test
  void switchingAnotherFaultForgetsNothing() throws Exception {
    Gate gate = faults.gate(limits(2, 1_000, 1_000));
    faults.add("no-connection-limit", Map.of());
    assertThat(admits(gate)).isTrue();
    assertThat(admits(gate)).isTrue();
    faults.add("mute-pings", Map.of());

    assertThat(admits(gate)).as("the rate is used up").isFalse();
  }

  @Test
  void aResetReachesTheLimitsThatAFaultLeaves() throws Exception {
    AddressLimits limits = limits(1, 1_000, 1_000);
    Gate gate = faults.gate(limits);
    faults.add("no-connection-limit", Map.of());
    assertThat(admits(gate)).isTrue();
    assertThat(admits(gate)).isFalse();

    limits.reset();

    assertThat(admits(gate)).isTrue();
  }

  @Test
  void eachWaivesItsOwnLimitAndTwoWaiveBoth() throws Exception {
    Gate gate = faults.gate(limits(1, 1, 1));
    assertThat(admits(gate)).isTrue();
    faults.add("no-reconnect-limit", Map.of());
    faults.add("no-connection-rate", Map.of());
    assertThat(admits(gate)).as("one connection").isFalse();
    faults.add("no-connection-limit", Map.of());
    assertThat(admits(gate)).isTrue();
  }

  @Test
  void aSlotKeptMeanwhileReturnsWhenItsConnectionEndsLater() throws Exception {
    Gate gate = faults.gate(limits(1_000, 1, 1_000));
    faults.add("slots-never-return", Map.of());
    Admission open = admission(gate);
    faults.remove("slots-never-return");

    ((Admission.Admitted) open).leave().run();

    assertThat(admits(gate)).isTrue();
  }

  @Test
  void oneEventRateStaysTheSameOneWhateverElseIsSwitched() throws Exception {
    Gate gate = faults.gate(limits(1, 1, 1));
    faults.add("one-event-rate", Map.of());
    Supplier<Ruling> before = gate.emissions();
    faults.add("mute-pings", Map.of());

    assertThat(gate.emissions()).isSameAs(before);
  }
}
