package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spywatcher.discord.replay.RecordingReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

  @TempDir Path folder;

  private static String said(Run run, String word) {
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    List<String> lines = run.out().lines().filter(line -> line.startsWith(word + " ")).toList();
    assertThat(lines).as(run.out()).hasSize(1);
    return lines.get(0).substring(word.length() + 1);
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private List<String> filesThere() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileThatExistsIsNotReplacedUnlessThatIsAskedFor() throws Exception {
    Path file = Files.writeString(folder.resolve("events.jsonl"), "mine");
    Path truth = Files.writeString(folder.resolve("truth.json"), "mine too");
    String[] asked = {"simulate", "--events", "5", "--out", "" + file, "--truth", "" + truth};

    Run refused = Run.of(asked);
    Run truthRefused = Run.of("simulate", "--events", "5", "--truth", truth.toString());

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith(
            "spywatcher: --out: '"
                + file
                + "' is not a new file; choose another name, or give --force to replace it\n");
    assertThat(truthRefused.err()).startsWith("spywatcher: --truth: '" + truth + "' is not a new");
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertThat(Files.readString(truth)).isEqualTo("mine too");

    List<String> forced = new ArrayList<>(List.of(asked));
    forced.add("--force");
    assertThat(said(Run.of(forced.toArray(String[]::new)), "events")).isEqualTo("5");
    assertThat(Files.readAllLines(file)).hasSize(6);
    assertThat(Files.readString(truth)).startsWith("{");
    assertThat(filesThere()).containsExactly("events.jsonl", "truth.json");
  }

  @Test
  void aFolderThatThereIsNotAndADeviceAreTakenForWhatTheyAre() throws Exception {
    assertThat(Run.of("simulate", "--events", "5", "--out", folder + "/none/a.jsonl").err())
        .contains("is not in a folder that exists");
    assertThat(Run.of("simulate", "--events", "5", "--out", folder.toString()).err())
        .contains("is not a file; it is a folder");
    assertThat(said(Run.of("simulate", "--events", "5", "--out", "/dev/null"), "events"))
        .isEqualTo("5");
    assertThat(filesThere()).isEmpty();
  }

  @Test
  void whereTheProcessEndsOnTheWayNothingIsLeft() throws Exception {
    Path file = folder.resolve("events.jsonl.gz");
    List<Thread> hooks = new CopyOnWriteArrayList<>();
    Shell shell =
        new Shell(
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
            Map.of(),
            InstantSource.system(),
            hooks::add);
    Thread simulating =
        new Thread(
            () ->
                Spywatcher.run(
                    shell, "simulate", "--events", "50000000", "--out", file.toString()));
    simulating.start();
    await().until(() -> hooks.size() == 1 && filesThere().size() == 1);
    assertThat(filesThere().get(0)).startsWith(".events.jsonl.gz.").endsWith(".part");

    hooks.forEach(Thread::run);

    assertThat(filesThere()).isEmpty();
    simulating.interrupt();
    simulating.join(20_000);
    assertThat(simulating.isAlive()).isFalse();
    assertThat(filesThere()).isEmpty();
  }

  @Test
  void itSaysHowManyEventsThereAreAndTheHashOfWhatItWrote() throws Exception {
    Path file = folder.resolve("events.jsonl");

    Run run = Run.of("simulate", "--events", "500", "--out", file.toString());

    byte[] written = Files.readAllBytes(file);
    assertThat(said(run, "events")).isEqualTo("500");
    assertThat(said(run, "bytes")).isEqualTo(Integer.toString(written.length));
    assertThat(said(run, "sha256")).isEqualTo(hash(written));
    assertThat(run.out()).startsWith("scenario demo, seed 42: ");
    assertThat(Files.readAllLines(file)).hasSize(501);
    assertThat(said(Run.of("simulate", "--events", "500"), "sha256"))
        .isEqualTo(said(run, "sha256"));
  }

  @Test
  void aCompressedFileHasTheSameHashAndIsReadBack() throws Exception {
    Path file = folder.resolve("events.jsonl.gz");

    Run run =
        Run.of("simulate", "--scenario=raid", "--duration=90s", "--threads=3", "--out=" + file);

    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(said(run, "sha256")).isEqualTo(hash(in.readAllBytes()));
    }
    long events = 0;
    try (RecordingReader reader = RecordingReader.open(file, false)) {
      assertThat(reader.header().scenario()).isEqualTo("raid");
      while (reader.next() != null) {
        events++;
      }
    }
    assertThat(said(run, "events")).isEqualTo(Long.toString(events));
  }

  @Test
  void anyEventIsMadeAgainAlone() throws Exception {
    Path file = folder.resolve("events.jsonl");
    Run.of("simulate", "--scenario=busy", "--seed=-3", "--events=5000", "--out=" + file);
    List<String> lines = Files.readAllLines(file);

    for (int position : new int[] {1, 17, 2_500, 4_999}) {
      Run alone =
          Run.of(
              "simulate",
              "--scenario=busy",
              "--seed=-3",
              "--from=" + position,
              "--events=1",
              "--out=-");
      assertThat(alone.out()).isEqualTo(lines.get(position + 1) + "\n");
      assertThat(alone.err()).contains("events 1\n", "sha256 ");
    }
  }

  @Test
  void theTruthSaysWhoIsWhat() throws Exception {
    Path truth = folder.resolve("truth.json");

    said(Run.of("simulate", "--scenario=multi-client", "--truth=" + truth), "events");

    JsonNode guilds = new ObjectMapper().readTree(truth.toFile()).get("guilds");
    JsonNode online = guilds.get(0);
    JsonNode phones = guilds.get(1);
    List<String> several = texts(online.get("personas").get("several-clients"));
    assertThat(several).hasSize(103);
    assertThat(texts(online.get("onSeveralClients"))).hasSizeGreaterThan(50).isSubsetOf(several);
    assertThat(phones.get("onSeveralClients")).isEmpty();
    for (JsonNode lurker : phones.get("analytics").get("lurkers")) {
      assertThat(texts(phones.get("personas").get("lurker")))
          .contains(lurker.get("userId").textValue());
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.textValue()));
    return texts;
  }

  @Test
  void whatCannotBeDoneIsSaidInALine() {
    complains("--out: 'no/such/file' is not in a folder that exists", 2, "--out=no/such/file");
    complains(
        "--truth: follows from all events; leave out --from",
        2,
        "--from=1",
        "--truth=" + folder.resolve("t"));
    String both = folder.resolve("both").toString();
    complains(
        "--truth: " + both + " is the file of --out; name another",
        2,
        "--out=" + both,
        "--truth=" + both);
    complains("--from: '-1' is not a whole number from 0 to 1000000000000000", 2, "--from=-1");
    complains("--duration: '-5s' is not a duration from 0s to 36500d", 2, "--duration=-5s");
    complains(
        "--begins: 'now' is not a time from 2016 to 2099 such as 2026-03-02T08:00:00Z",
        2,
        "--begins=now");
    complains("--threads: '0' is not a whole number from 1 to 64", 2, "--threads=0");
    complains("--scenario: mine.yaml: there is no such file", 2, "--scenario=mine.yaml");
  }

  @Test
  void aScreenThatTakesNoMoreEndsIt() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full =
        new OutputStream() {
          private int room = 100_000;

          @Override
          public void write(int one) throws IOException {
            if (room-- <= 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    Shell shell =
        new Shell(
            new PrintStream(full, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Map.of(),
            InstantSource.fixed(Run.NOW),
            hook -> {});

    int status =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                Spywatcher.run(
                    shell, "simulate", "--scenario=busy", "--events=1000000000000", "--out=-"));

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "spywatcher: --out: cannot write -: nobody reads it any more, or its disk is full\n");
    assertThat(status).isEqualTo(1);
  }

  private static void complains(String message, int status, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "simulate";
    arguments[1] = "--events=5";
    System.arraycopy(options, 0, arguments, 2, options.length);
    Run run = Run.of(arguments);
    assertThat(run.err().lines().findFirst()).hasValue("spywatcher: " + message);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
  }
}
