package dev.spywatcher.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EVT-8. */
class DisplayNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "  spaced  ",
        "Zo\u00EB",
        "\uD83D\uDC7B ghost \uD83D\uDC69\u200D\uD83D\uDCBB",
        "\u202E\u05E9\u05DC\u05D5\u05DD\u202C",
        "<script>alert(1)</script>",
        "a&amp;b \"c\" 'd' \\e",
        "\u00A0\u2028\u2029\uFEFF\uFFFD"
      })
  void passesUnchangedWithoutControlCharacters(String name) {
    assertThat(DisplayName.of(name)).isEqualTo(name);
  }

  @Test
  void losesEveryControlCharacterAndNothingElse() {
    StringBuilder raw = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (char c = 0; c < 0x180; c++) {
      raw.append(c);
      if (Character.getType(c) != Character.CONTROL) {
        expected.append(c);
      }
    }

    assertThat(DisplayName.of(raw.toString())).isEqualTo(expected.toString());
  }

  @Test
  void isEmptyWhereThereIsNothingButControlCharacters() {
    assertThat(DisplayName.of("\u0000\u0007\u001B\u007F\u0085\u009F")).isEmpty();
  }

  @Test
  void keepsEmojiNextToControlCharacters() {
    assertThat(DisplayName.of("\u001B[31m\uD83D\uDC7B\u0000\uD83D\uDC7B"))
        .isEqualTo("[31m\uD83D\uDC7B\uD83D\uDC7B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDC7B", "a\uD83Db", "\uDC7B\uD83D", "\uD83D\uD83D\uDC7B"})
  void hasNoHalfOfASurrogatePairLeft(String raw) {
    String name = DisplayName.of(raw);

    assertThat(name)
        .contains("\uFFFD")
        .satisfies(
            text ->
                assertThat(text.codePoints())
                    .as("lone surrogates")
                    .noneMatch(point -> Character.getType(point) == Character.SURROGATE));
  }

  @Test
  void replacesJustTheHalfPair() {
    assertThat(DisplayName.of("a\uD83Db\uD83D\uDC7Bc\uDC7B"))
        .isEqualTo("a\uFFFDb\uD83D\uDC7Bc\uFFFD");
  }

  @Test
  void cannotJoinTwoHalvesThatAControlCharacterKeptApart() {
    assertThat(DisplayName.of("\uD83D\u0000\uDC7B")).isEqualTo("\uFFFD\uFFFD");
  }
}
