package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.auth.TokenFlaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "cluster",
        "token",
        "trigger",
        "fault",
        "connections",
        "disconnect",
        "messages",
        "clock",
        "reset",
        "simulate",
        "record",
        "scenarios"
      })
  void everyHelpTextFitsTheTerminal(String command) {
    Run run = command.isEmpty() ? Run.of("--help") : Run.of(command, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: spywatcher");
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Spywatcher.COLUMNS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trigger", "fault", "connections", "disconnect", "messages", "clock", "reset"})
  void whatTalksToAServerSaysHowAndGivesAnExample(String command) {
    assertThat(Run.of(command, "--help").out())
        .contains("--control-url=URL", "--control-token=TOKEN", "--json", "Example")
        .containsPattern("(?m)^(Example: |  )spywatcher " + command + "\\b");
  }

  @Test
  void theHelpOfServeNamesEveryOptionOnceWithItsDefault() {
    String help = Run.of("serve", "--help").out();

    for (ServeOption option : ServeOption.values()) {
      assertThat(help.lines().filter(line -> line.strip().matches(option.option() + "\\[?=.*")))
          .as(option.option())
          .hasSize(1);
      assertThat(help).contains(option.defaultText());
    }
  }

  @Test
  void discordDoesNotOfferItselfAsItsSource() {
    String help = Run.of("discord", "--help").out().replaceAll("\\s+", " ");

    assertThat(help)
        .contains("simulator, replay of a file, or none")
        .doesNotContain("simulator, discord");
  }

  @Test
  void theHelpOfTokenListsEveryFlaw() {
    assertThat(Run.of("token", "--help").out()).contains(TokenFlaw.words());
  }

  @Test
  void theHelpOfTriggerListsEveryEvent() {
    assertThat(Run.of("trigger", "--help").out()).contains(Happening.words());
  }

  @Test
  void withoutACommandTheHelpIsAComplaint() {
    Run run = Run.of();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: spywatcher COMMAND").contains("spywatcher serve");
  }

  @Test
  void theVersionIsOneLine() {
    Run run = Run.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines()).singleElement().asString().startsWith("spywatcher ");
  }
}
