package dev.spywatcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.Guild;
import dev.spywatcher.discord.Member;
import dev.spywatcher.junit.SpyWatcher;
import dev.spywatcher.junit.SpyWatcherServer;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of the README of the reference server, with a client as somebody may write one. */
@Timeout(60)
class InboxTest {

  @Test
  void showsWhoWrote(@SpyWatcher(scenario = "quiet", seed = 7) SpyWatcherServer server) {
    Guild guild = server.guilds().get(0);
    Member ada = guild.members().iterator().next();
    String channel = guild.channels().keySet().iterator().next();
    try (Inbox inbox = new Inbox(server.url(), server.token(ada.userId()), guild.id())) {
      // The client has subscribed.
      server.awaitMembers("guild:" + guild.id(), 1);

      server.trigger(
          new DiscordEvent.Message(guild.id(), ada.userId(), server.now(), channel, "hello"));
      // Within five seconds.
      server.awaitSent("message:new", guild.id(), 1);
      inbox.awaitLine(ada.username());

      // The connection is cut; the client comes back and subscribes again.
      server.cutAll();
      server.awaitMembers("guild:" + guild.id(), 1);

      // Everything arrives twice from now on, and the client bears it.
      server.fault("duplicate");
      server.trigger(
          new DiscordEvent.Message(guild.id(), ada.userId(), server.now(), channel, "again"));
      inbox.awaitLines(3);

      // An hour of the scenario, at once.
      server.advance(Duration.ofHours(1));
    }
  }

  /** Lists who wrote. */
  private static final class Inbox implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final OkHttpClient http = new OkHttpClient();
    private final Socket socket;

    Inbox(URI server, String token, String guildId) {
      IO.Options options = new IO.Options();
      options.auth = Map.of("token", token);
      options.transports = new String[] {"websocket"};
      options.reconnectionDelay = 50;
      options.callFactory = http;
      options.webSocketFactory = http;
      socket = IO.socket(server, options);
      socket.on(Socket.EVENT_CONNECT, nothing -> socket.emit("subscribe:guild", guildId));
      socket.on("message:new", data -> lines.add(((JSONObject) data[0]).optString("username")));
      socket.connect();
    }

    void awaitLine(String line) {
      await().untilAsserted(() -> assertThat(lines).contains(line));
    }

    void awaitLines(int count) {
      await().untilAsserted(() -> assertThat(lines).hasSizeGreaterThanOrEqualTo(count));
    }

    @Override
    public void close() {
      socket.disconnect();
      http.dispatcher().cancelAll();
    }
  }

  @Test
  void theReadmeShowsJustThis() throws Exception {
    String readme = Files.readString(Path.of("../reference-server/README.md"));
    String source =
        Files.readString(Path.of("src/test/java/dev/spywatcher/endtoend/InboxTest.java"));
    int begin = source.indexOf("  @Test\n  void showsWhoWrote(");
    String example = source.substring(begin, source.indexOf("\n  }\n", begin) + 5);

    assertThat(readme).contains("class InboxTest {\n" + example + "}\n");
  }
}
