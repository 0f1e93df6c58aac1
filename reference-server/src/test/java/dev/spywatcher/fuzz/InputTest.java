package dev.spywatcher.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether what a fuzz finds can be found again. */
class InputTest {

  private static String made(long seed, long position) {
    Input input = new Input(seed, position);
    input.sent(Mutation.noise(input.random, 50));
    return input.sent(Mutation.of(Packets.VALID, input.random)) + input.bytes();
  }

  @Test
  void noInputGoesOnWhereAnotherBegan() {
    List<Long> drawn = new ArrayList<>();
    for (long at = 0; at < 100; at++) {
      new Input(7, at).random.longs(100).forEach(drawn::add);
    }

    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedAndPositionMakeTheSameBytes() {
    List<String> once = new ArrayList<>();
    List<String> again = new ArrayList<>();
    for (long at = 0; at < 100; at++) {
      once.add(made(7, at));
      again.add(0, made(7, 99 - at));
    }

    assertThat(again).isEqualTo(once);
    assertThat(once).doesNotHaveDuplicates();
    assertThat(made(8, 0)).isNotEqualTo(made(7, 0));
  }

  @Test
  void theBytesAreShownSoThatTheyCanBePasted() {
    Input input = new Input(1, 1);

    input.sent("a\"\\\r\n\u0000\u007f");
    input.sent(new byte[] {(byte) 0xff, ' '});

    assertThat(input.bytes()).isEqualTo("\"a\\\"\\\\\\r\\n\\u0000\\u007f\\u00ff \"");
  }

  @Test
  void aFailureTellsHowToHaveItAgain() {
    assertThatThrownBy(
            () ->
                Fuzz.run(
                    "nothing",
                    7,
                    40,
                    at -> at < 60,
                    input -> {
                      input.sent("x");
                      throw new StackOverflowError("on purpose");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing, input 40: java.lang.StackOverflowError: on purpose")
        .hasMessageContaining("-Dfuzz.seed=7 -Dfuzz.input=40,")
        .hasMessageContaining("-Dfuzz.input=21-40")
        .hasMessageContaining("Its bytes: \"x\"");
  }
}
