package dev.spywatcher.load.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.load.client.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer in Gatling's engine, in a process of its own as Gatling is made for. */
class LayerTest {

  @Test
  void everyStepReportsWhatItMeasured(@TempDir Path directory) throws Exception {
    Path output = directory.resolve("output.txt");
    try (TestServer server = new TestServer()) {
      Process gatling =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "--add-opens=java.base/java.lang=ALL-UNNAMED",
                      "-Dlayer.target=" + server.url(),
                      "-Djava.util.prefs.PreferencesFactory="
                          + "dev.spywatcher.load.run.MemoryPreferences",
                      "-cp",
                      System.getProperty("java.class.path"),
                      "io.gatling.app.Gatling",
                      "--simulation",
                      LayerSimulation.class.getName(),
                      "--no-reports",
                      "--results-folder",
                      directory.toString()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertThat(gatling.waitFor(90, TimeUnit.SECONDS)).as("ends").isTrue();
      } finally {
        gatling.destroyForcibly();
      }
      assertThat(gatling.exitValue()).as(Files.readString(output)).isZero();
    }
  }
}
