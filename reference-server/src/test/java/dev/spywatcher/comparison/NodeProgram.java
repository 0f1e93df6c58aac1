package dev.spywatcher.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Node program that takes commands as lines of JSON and reports in the same form. It ends when
 * its input does, so that it never outlives this process. Thread-safe.
 */
final class NodeProgram implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String script;
  private final Path errors;
  private final Process process;
  private final BufferedWriter commands;

  /**
   * @param errors file for what it writes to its standard error
   * @param reports called with each report, in order, from one thread
   */
  NodeProgram(Path folder, String script, Path errors, Consumer<Map<String, Object>> reports)
      throws IOException {
    this.script = script;
    this.errors = errors;
    process =
        new ProcessBuilder("node", script)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(() -> read(reports), script);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(Consumer<Map<String, Object>> reports) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        @SuppressWarnings("unchecked")
        Map<String, Object> report = (Map<String, Object>) JSON.readValue(line, Map.class);
        reports.accept(report);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(script, e);
    }
  }

  void send(Map<String, ?> command) {
    try {
      String line = JSON.writeValueAsString(command);
      synchronized (commands) {
        commands.write(line);
        commands.newLine();
        commands.flush();
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(script + " has ended, see " + errors, e);
    }
  }

  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      // It has ended by itself.
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
