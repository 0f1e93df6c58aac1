package dev.spywatcher.features.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandTest {
  @AfterEach
  void forget() {
    System.clearProperty(Command.KILL_SERVER.property());
  }

  @Test
  void whatIsNotToldIsNotRun() {
    assertThat(Command.KILL_SERVER.told()).isNull();
    assertThatIllegalStateException()
        .isThrownBy(Command.KILL_SERVER::run)
        .withMessage("--kill-server is not told");
  }

  @Test
  void aCommandThatFailsSaysHow() {
    System.setProperty(Command.KILL_SERVER.property(), "exit 3");

    assertThatIllegalStateException()
        .isThrownBy(Command.KILL_SERVER::run)
        .withMessage("--kill-server: 'exit 3' ended with 3");
  }

  @Test
  void aCommandIsOneOfTheShell() {
    System.setProperty(Command.KILL_SERVER.property(), "true && true");

    assertThatNoException().isThrownBy(Command.KILL_SERVER::run);
  }

  @Test
  void eachHasAnOption() {
    assertThat(Command.of("stop-redis")).isEqualTo(Command.STOP_REDIS);
  }
}
