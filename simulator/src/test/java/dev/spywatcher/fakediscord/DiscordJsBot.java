package dev.spywatcher.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** discord.js, in a Node of its own, which ends with its input. */
final class DiscordJsBot extends StockBot {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("src/test/node").toAbsolutePath();

  private final Process process;
  private final BufferedWriter commands;

  DiscordJsBot(FakeDiscord discord) throws IOException {
    process =
        new ProcessBuilder("node", "bot.mjs", discord.apiUrl().toString())
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "discord.js");
    reader.setDaemon(true);
    reader.start();
  }

  /** Why it cannot run on this machine, or {@code null}. */
  static @Nullable String missing() {
    if (!Files.isDirectory(FOLDER.resolve("node_modules/discord.js"))) {
      return "no packages in simulator/src/test/node: run npm ci there";
    }
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      return node.waitFor(10, TimeUnit.SECONDS) && node.exitValue() == 0
          ? null
          : "node --version does not answer";
    } catch (IOException e) {
      return "there is no node on the path";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode report = JSON.readTree(line);
        hear(report.path("kind").asText(), report.path("detail").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  void fetch(String guildId, String userId) {
    try {
      commands.write(
          "{\"do\":\"fetch\",\"guild\":\"%s\",\"user\":\"%s\"}%n".formatted(guildId, userId));
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the bot has ended", e);
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
