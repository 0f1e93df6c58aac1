package dev.spywatcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code discord} is told wrong; that it serves bots is tested where the fake is. */
@Timeout(60)
class DiscordCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --port abc                 | --port: 'abc' is not a whole number from 0 to 65535
          --port 65536               | --port: '65536' is not a whole number from 0 to 65535
          --gateway-port -1          | --gateway-port: '-1' is not a whole number
          --heartbeat-interval 1     | --heartbeat-interval: '1' is not a duration
          --heartbeat-interval 1ms   | --heartbeat-interval: 1ms is not between 50ms and 1h
          --mappings no-such-folder  | --mappings: no-such-folder is not a folder
          --scenario nonsense        | --scenario: there is no scenario 'nonsense'
          --speed 0                  | --speed: '0' is not
          --source nonsense          | --source: 'nonsense' is not one of
          --source replay            | --replay
          --source discord           | --source: discord is what this is to be
          --tokn x                   | --tokn
          """)
  void badInputIsOneClearLine(String arguments, String complaint) {
    Run run = Run.of(("discord " + arguments).split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("spywatcher: ").contains(complaint).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Run run = Run.of("discord", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("--port: port " + taken.getLocalPort() + " is taken");
    }
  }

  @Test
  void aTokenIsNeverRepeated() {
    Run run = Run.of("discord", "--token", "se cret");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--token").doesNotContain("cret");
  }
}
