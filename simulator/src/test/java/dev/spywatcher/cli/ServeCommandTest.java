package dev.spywatcher.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spywatcher.fakediscord.FakeDiscord;
import dev.spywatcher.fakediscord.FakeDiscordOptions;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.timeline.SimulatorSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServeCommandTest {
  private static final String WAITING =
      "Waiting for Discord; once it is there, its guilds are listed below.";

  @Test
  void theScreenEndsWithTheReadyLineAndTheServerAnswersByThen() throws Exception {
    try (Serving serving = new Serving("--port", "0", "--control-port", "0")) {
      assertThat(serving.screen)
          .anySatisfy(line -> assertThat(line).contains("Pixel Harbor"))
          .anySatisfy(line -> assertThat(line).contains("scenario demo, seed 42, speed 1."));
      connect(serving.url);

      Run run = Run.of("trigger", "message", "--control-url", serving.controlUrl.toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("Guild subscribers now get message:new.");
    }
  }

  @Test
  void withoutASourceThereIsNoGuild() throws Exception {
    try (Serving serving = new Serving("--source", "none", "--port", "0", "--control-port", "0")) {
      assertThat(serving.screen)
          .anySatisfy(line -> assertThat(line).startsWith("curl -X PUT " + serving.controlUrl));

      Run run = Run.of("trigger", "message", "--control-url", serving.controlUrl.toString());

      assertThat(run.err()).startsWith("spywatcher: the server knows no guild yet");
    }
  }

  private static String[] discord(int port) {
    return new String[] {
      "--source",
      "discord",
      "--discord-token",
      "a.bot",
      "--port",
      "0",
      "--control-port",
      "0",
      "--discord-api",
      "http://127.0.0.1:" + port + "/api/v10"
    };
  }

  @Test
  void fedByDiscordItIsReadyOnceItsGuildsAreKnown() throws Exception {
    try (FakeDiscord discord = FakeDiscord.start(FakeDiscordOptions.defaults())) {
      discord.play(new SimulatorSource(Scenario.named("demo"), 42, 1));
      try (Serving serving = new Serving(discord(discord.url().getPort()))) {
        if (!serving.screen.contains(WAITING)) {
          assertThat(serving.screen)
              .anySatisfy(line -> assertThat(line).contains("349226271420449824", "Pixel Harbor"))
              .noneSatisfy(line -> assertThat(line).contains("GUILD_ID"));
        } else {
          // A machine so busy that the first answer took too long: then it must say so.
          assertThat(serving.lines(7)).contains("Discord is there:");
        }
      }
    }
  }

  @Test
  void aTokenThatDiscordRefusesEndsItBeforeItIsReady() throws Exception {
    try (FakeDiscord discord =
        FakeDiscord.start(FakeDiscordOptions.builder().token("another.bot").build())) {
      List<String> arguments = new ArrayList<>(List.of("serve"));
      arguments.addAll(List.of(discord(discord.url().getPort())));

      Run run = Run.of(arguments.toArray(String[]::new));

      assertThat(run.status()).isEqualTo(1);
      // A machine so busy that the first answer took too long makes it wait, and say so.
      assertThat(run.out().isEmpty() || run.out().contains(WAITING)).as(run.out()).isTrue();
      assertThat(run.out()).doesNotContain("Discord is there");
    }
  }

  @Test
  void whileDiscordIsAwayItSaysThatItWaitsAndListsTheGuildsWhenTheyCome() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Serving serving = new Serving(discord(port))) {
      assertThat(serving.screen)
          .contains(WAITING)
          .anySatisfy(line -> assertThat(line).contains("in the place of GUILD_ID"));

      try (FakeDiscord late =
          FakeDiscord.start(FakeDiscordOptions.builder().restPort(port).build())) {
        late.play(new SimulatorSource(Scenario.named("demo"), 42, 1));

        assertThat(serving.lines(7))
            .startsWith("", "Discord is there:", "")
            .anySatisfy(line -> assertThat(line).contains("349226271420449824", "Pixel Harbor"));
      }
    }
  }

  @Test
  void theEndOfTheProcessClosesTheServer() throws Exception {
    try (Serving serving = new Serving("--port", "0", "--control-port", "0")) {
      serving.hooks.forEach(Thread::run);

      assertThatThrownBy(() -> connect(serving.url)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> connect(serving.controlUrl)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aPortInUseIsSaidWithTheOptionThatChangesIt() throws Exception {
    try (Serving serving = new Serving("--port", "0", "--control-port", "0")) {
      String taken = Integer.toString(serving.url.getPort());

      Run option = Run.of("serve", "--port", taken, "--control-port", "0");
      Run variable = Run.in(Map.of("SPYWATCHER_PORT", taken), "serve", "--control-port", "0");

      assertThat(option.status()).isEqualTo(1);
      assertThat(option.out()).isEmpty();
      assertThat(option.err().lines())
          .singleElement()
          .asString()
          .startsWith("spywatcher: --port: ")
          .contains(taken);
      assertThat(variable.err()).startsWith("spywatcher: SPYWATCHER_PORT: ");
    }
  }

  private static void connect(URI url) throws IOException {
    new Socket(url.getHost(), url.getPort()).close();
  }

  /** A {@code serve} that has printed its screen and goes on until it is closed. */
  private static final class Serving implements AutoCloseable {
    final List<String> screen = new ArrayList<>();
    final List<Thread> hooks = new CopyOnWriteArrayList<>();
    final URI url;
    final URI controlUrl;
    private final FutureTask<Integer> status;
    private final Thread thread;
    private final BufferedReader lines;

    Serving(String... options) throws IOException {
      List<String> arguments = new ArrayList<>(List.of("serve"));
      arguments.addAll(List.of(options));
      PipedInputStream pipe = new PipedInputStream();
      Shell shell =
          new Shell(
              new PrintStream(new PipedOutputStream(pipe), true, UTF_8),
              new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
              Map.of(),
              InstantSource.system(),
              hooks::add);
      status = new FutureTask<>(() -> Spywatcher.run(shell, arguments.toArray(String[]::new)));
      thread = new Thread(status, "serve");
      thread.start();
      lines = new BufferedReader(new InputStreamReader(pipe, UTF_8));
      String line = lines.readLine();
      while (line != null && !line.startsWith("ready ")) {
        screen.add(line);
        line = lines.readLine();
      }
      assertThat(line)
          .matches("ready http://127\\.0\\.0\\.1:\\d+ control http://127\\.0\\.0\\.1:\\d+");
      String[] words = String.valueOf(line).split(" ");
      url = URI.create(words[1]);
      controlUrl = URI.create(words[3]);
    }

    /** The next lines that it prints. */
    List<String> lines(int count) throws IOException {
      List<String> read = new ArrayList<>();
      while (read.size() < count) {
        read.add(String.valueOf(lines.readLine()));
      }
      return read;
    }

    /** Interrupts it, as nothing but a test does. */
    @Override
    public void close() throws Exception {
      thread.interrupt();
      assertThat(status.get(10, TimeUnit.SECONDS)).isZero();
    }
  }
}
