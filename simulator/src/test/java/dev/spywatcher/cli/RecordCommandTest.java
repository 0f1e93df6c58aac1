package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.replay.RecordingReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RecordCommandTest {
  @TempDir Path folder;

  @Test
  void whatTheSimulatorPlaysIsWrittenWithItsGuilds() throws Exception {
    Path file = folder.resolve("demo.jsonl");

    Run run = record(file, "--events", "200", "--speed", "1000");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .as("lines of the command")
        .containsExactly(
            "recorded 200 events of 3 guilds to " + file,
            "SHA-256 of the lines " + sha256(Files.readAllBytes(file)));
    try (RecordingReader reader = RecordingReader.open(file, false)) {
      assertThat(reader.header().scenario()).isEqualTo("demo");
      assertThat(reader.header().seed()).isEqualTo(42);
      assertThat(reader.header().guilds()).hasSize(3);
      assertThat(rest(reader)).hasSize(200);
    }
  }

  @Test
  void aReplayCanBeRecordedAsWell() throws Exception {
    Path whole = folder.resolve("whole.jsonl");
    record(whole, "--events", "300", "--speed", "1000");
    Files.writeString(whole, Files.readString(whole) + "nonsense\n");
    Path part = folder.resolve("part.jsonl.gz");

    Run run =
        record(
            part,
            "--source",
            "replay",
            "--replay",
            whole.toString(),
            "--lenient",
            "--replay-type",
            "message",
            "--speed",
            "max");

    assertThat(run.err()).isEmpty();
    List<DiscordEvent> expected;
    try (RecordingReader reader = RecordingReader.open(whole, true)) {
      expected =
          rest(reader).stream().filter(event -> event instanceof DiscordEvent.Message).toList();
    }
    try (RecordingReader reader = RecordingReader.open(part, false)) {
      assertThat(rest(reader).stream().map(DiscordEvent::userId))
          .isNotEmpty()
          .containsExactlyElementsOf(expected.stream().map(DiscordEvent::userId).toList());
    }
    try (InputStream lines = new GZIPInputStream(Files.newInputStream(part))) {
      assertThat(run.out()).contains(sha256(lines.readAllBytes()));
    }
  }

  @Test
  void theEndOfTheProcessLeavesAWholeFile() throws Exception {
    Path file = folder.resolve("demo.jsonl.gz");
    CompletableFuture<Thread> hook = new CompletableFuture<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new PrintStream(out, true, UTF_8),
            new PrintStream(out, true, UTF_8),
            Map.of(),
            InstantSource.system(),
            hook::complete);
    FutureTask<Integer> status =
        new FutureTask<>(
            () -> Spywatcher.run(shell, "record", "--out", file.toString(), "--speed", "100"));
    new Thread(status, "record").start();
    Thread shutdown = hook.get();
    org.awaitility.Awaitility.await().until(() -> Files.size(file) > 20_000);

    shutdown.run();

    assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    try (RecordingReader reader = RecordingReader.open(file, false)) {
      assertThat(out.toString(UTF_8))
          .startsWith("recording to " + file + "; Ctrl-C ends it\n")
          .contains("\nrecorded " + rest(reader).size() + " events of 3 guilds")
          .containsOnlyOnce("recorded");
    }
  }

  @Test
  void itEndsAfterItsTime() throws Exception {
    Run run = record(folder.resolve("short"), "--duration", "300ms");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("3 guilds");
  }

  @Test
  void aSourceThatFailsLeavesWhatItDelivered() throws Exception {
    Path damaged = folder.resolve("damaged.jsonl");
    record(damaged, "--events", "50", "--speed", "1000");
    Files.writeString(damaged, Files.readString(damaged) + "nonsense\n");
    Path part = folder.resolve("part.jsonl");

    Run run = record(part, "--source", "replay", "--replay", damaged.toString(), "--speed", "max");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("recorded 50 events");
    try (RecordingReader reader = RecordingReader.open(part, false)) {
      assertThat(rest(reader)).hasSize(50);
    }
  }

  @Test
  void whatCannotBeRecordedIsSaidInALine() throws Exception {
    Path there = Files.writeString(folder.resolve("there"), "precious");
    Path fresh = folder.resolve("fresh");

    assertComplaint(record(there), 2, "--out: '" + there + "' is not a new file");
    assertThat(there).hasContent("precious");
    assertComplaint(record(folder.resolve("a/b")), 2, "is not in a folder that exists");
    assertComplaint(record(fresh, "--source", "none"), 2, "--source: none delivers nothing");
    assertComplaint(record(fresh, "--events", "0"), 2, "--events: '0' is not a whole number");
    assertComplaint(record(fresh, "--duration", "-1s"), 2, "--duration: '-1s' is not");
    assertComplaint(record(fresh, "--source", "replay"), 2, "--replay: is missing");
    assertComplaint(
        record(fresh, "--source", "replay", "--replay", "nowhere"),
        1,
        "--replay: nowhere is not there");
    assertThat(fresh).doesNotExist();
  }

  private static void assertComplaint(Run run, int status, String part) {
    assertThat(run.err().lines()).first().asString().startsWith("spywatcher: ").contains(part);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
  }

  private static Run record(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("record", "--out", file.toString()));
    arguments.addAll(List.of(options));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static List<DiscordEvent> rest(RecordingReader reader) throws IOException {
    List<DiscordEvent> events = new ArrayList<>();
    DiscordEvent event = reader.next();
    while (event != null) {
      events.add(event);
      event = reader.next();
    }
    return events;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
