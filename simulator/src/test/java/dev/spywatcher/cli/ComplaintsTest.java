package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ComplaintsTest {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake(
            "'serv' is no command; nearest: serve; there are "
                + String.join(", ", Spywatcher.commandNames()),
            "serv"),
        mistake("--prot: is no option of spywatcher serve; nearest: --port", "serve", "--prot=1"),
        mistake("--port: needs a value: --port PORT", "serve", "--port"),
        mistake("--port: needs a value: --port PORT", "serve", "--port", "--host", "x"),
        mistake("--port: is given twice; keep one", "serve", "--port", "1", "--port", "2"),
        mistake("--port: 'x' is not a whole number from 0 to 65535", "serve", "--port", "x"),
        mistake("--port: '65536' is not a whole number from 0 to 65535", "serve", "--port=65536"),
        mistake("--seed: '1.5' is not a whole number", "serve", "--seed", "1.5"),
        mistake(
            "--scenario: there is no scenario 'x'; use one of "
                + String.join(", ", Scenario.names())
                + ", or a file such as mine.yaml",
            "serve",
            "--scenario",
            "x"),
        mistake(
            "--scenario: no/such.yaml: there is no such file",
            "serve",
            "--scenario",
            "no/such.yaml"),
        mistake(
            "--source: 'x' is not one of simulator, discord, replay, none",
            "serve",
            "--source",
            "x"),
        mistake(
            "--speed: '0' is not a number greater than 0, such as 1 or 0.5",
            "serve",
            "--speed",
            "0"),
        mistake(
            "--ping-interval: '25' is not a duration such as 500ms, 30s, 5m or 1h",
            "serve",
            "--ping-interval",
            "25"),
        mistake(
            "--max-payload: '64KB' is not a size in bytes such as 65536, 64KiB or 1MiB",
            "serve",
            "--max-payload",
            "64KB"),
        mistake("--json: takes no value", "token", "--json=x"),
        mistake(
            "--role: 'user' is not one of USER, MODERATOR, ADMIN, BANNED", "token", "--role=user"),
        mistake(
            "EVENT: 'mesage' is not an event; nearest: message; there are message, typing,"
                + " presence, multi-client, role, join, leave, analytics",
            "trigger",
            "mesage"),
        mistake(
            "EVENT: is missing; one of message, typing, presence, multi-client, role, join, leave,"
                + " analytics",
            "trigger"));
  }

  private static Arguments mistake(String complaint, String... arguments) {
    return Arguments.of(complaint, List.of(arguments));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneLineAndAHint(String complaint, List<String> arguments) {
    Run run = Run.of(arguments.toArray(String[]::new));

    assertThat(run.err().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("spywatcher: " + complaint),
            line -> assertThat(line).matches("See spywatcher( serve| token| trigger)? --help"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void noComplaintRepeatsWhatMayBeASecret() {
    List<Run> runs =
        List.of(
            Run.of("serve", "--jwt-secret", "hush"),
            Run.of("serve", "--jwt-secrt=hush"),
            Run.of("serve", "--jwt-secrt", "hush"),
            Run.of("serve", "--jwt-secret", "two", "hush"),
            Run.of("serve", "--jwt-secret", "hush", "--jwt-secret", "hush"),
            Run.of("serve", "--control-token", "hush", "--jwt-secret", "hush"),
            Run.of("token", "--jwt-secret", "hush"),
            Run.of("trigger", "message", "--control-token", "hush hush"));

    assertThat(runs)
        .allSatisfy(
            run -> {
              assertThat(run.status()).isEqualTo(2);
              assertThat(run.out() + run.err()).doesNotContain("hush").contains("spywatcher: ");
            });
  }
}
