package dev.spywatcher.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestsTest {

  @TempDir private Path directory;

  @Test
  void whatIsNoDirectoryTakesNoReports() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertRefused(
        "run: --out: " + file + " is no directory, and cannot be made one",
        "run",
        "FanOut",
        "--out",
        file.toString());
  }

  @Test
  void aSettingHasAName() {
    assertRefused(
        "run: -D: =5 names no setting, as -Dsubscribers=500 does", "run", "FanOut", "-D==5");
  }

  @Test
  void figuresNeedADirectoryThatIsThere() {
    Path file = directory.resolve("missing").resolve("figures.json");

    assertRefused(
        "compare: --json: " + file + " is no file in a directory that is there",
        "compare",
        "--json",
        file.toString());
  }

  @Test
  void roundsArePositive() {
    assertRefused(
        "compare: --rounds: 0 is not a positive number of rounds", "compare", "--rounds", "0");
  }

  private static void assertRefused(String message, String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      assertThat(LoadTests.execute(arguments)).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(told.toString(StandardCharsets.UTF_8).strip()).isEqualTo(message);
  }
}
