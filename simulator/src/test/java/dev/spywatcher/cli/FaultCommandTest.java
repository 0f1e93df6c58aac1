package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code fault} against a server. */
class FaultCommandTest {

  private SpyWatcherServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = SpyWatcherServer.start(ServerOptions.builder().port(0).controlPort(0).build(), null);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private Run fault(String... words) {
    List<String> all = new ArrayList<>(List.of("fault"));
    all.addAll(List.of(words));
    all.add("--control-url=" + server.controlUrl());
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void theListShowsNamesAndRulesWithinTheTerminal() {
    Run run = fault("list");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("  drop ", "events are lost on their way to a client (EVT-7)");
    assertThat(run.out()).doesNotContain("()");
    assertThat(run.out().lines())
        .hasSizeGreaterThan(60)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));
  }

  @Test
  void theListIsNarrowedToRulesAndAreas() {
    assertThat(fault("list", "SUB-11").out().lines()).hasSize(2);
    assertThat(fault("list", "SUB").out()).contains("SUB-1)", "SUB-11").doesNotContain("EVT");
  }

  @Test
  void oneIsSwitchedOnAndOff() {
    Run added = fault("add", "latency", "delay=3s", "toxicity=0.5");
    assertThat(added.out())
        .isEqualToIgnoringNewLines("On: latency, with toxicity=0.5 seed=1 delay=3s jitter=0ms.");
    assertThat(fault("list", "--on").out()).startsWith("* latency ");

    assertThat(fault("remove", "latency").out()).isEqualToIgnoringNewLines("Off: latency.");
    assertThat(fault("list", "--on").out()).isEmpty();
  }

  @Test
  void itsParametersMayBeWrittenAsOptions() {
    Run added = fault("add", "latency", "--ms", "400", "--jitter=100", "--toxicity", "0.3");

    assertThat(added.out())
        .isEqualToIgnoringNewLines(
            "On: latency, with toxicity=0.3 seed=1 delay=400ms jitter=100ms.");
  }

  @Test
  void allAreSwitchedOff() {
    fault("add", "latency");
    fault("add", "drop");

    assertThat(fault("remove", "--all").status()).isZero();

    assertThat(fault("list", "--on").out()).isEmpty();
  }

  @Test
  void whatIsWrongIsTold() {
    assertThat(fault("add", "latncy").err()).contains("did you mean latency?");
    assertThat(fault("add", "latency", "delay=soon").err()).contains("delay: \"soon\" is not");
    assertThat(fault("add", "latency", "delay").err()).contains("of the form name=value");
    assertThat(fault("add", "drop", "--speed", "1").err()).contains("speed: is not a parameter");
    assertThat(fault("add", "drop", "--toxicity").err()).isNotEmpty();
    assertThat(fault("list", "--off").err()).contains("--off: is not an option");
    assertThat(fault("add").err()).contains("NAME: is missing");
    assertThat(fault("remove").err()).contains("--all");
    assertThat(fault("remove", "drop", "--all").err()).contains("--all");
    assertThat(fault("explode").status()).isEqualTo(2);
    assertThat(fault().err()).contains("list, add or remove: is missing");
  }
}
