package dev.spywatcher.features.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.features.client.ApiClient;
import dev.spywatcher.features.client.Received;
import dev.spywatcher.features.engineio.RawWebSocket;
import dev.spywatcher.features.stimulus.DiscordEvent;
import dev.spywatcher.features.stimulus.Guild;
import dev.spywatcher.features.target.Setting;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONArray;
import org.json.JSONObject;

/** A client that does not read what it is sent (LIM-6). */
public final class SlownessSteps {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String LONG_NAME = "n".repeat(8_000);

  /** What the two systems between server and client may hold back by themselves, in messages. */
  private static final int BUFFERED = 1_200;

  private static final int AT_ONCE = 4;
  private static final long LARGEST_LIMIT = 4 << 20;

  private final Service service;
  private final Clients clients;
  private final Cast cast;
  private final Stage stage;
  private Optional<RawWebSocket> slow = Optional.empty();

  public SlownessSteps(Service service, Clients clients, Cast cast, Stage stage) {
    this.service = service;
    this.clients = clients;
    this.cast = cast;
    this.stage = stage;
  }

  @Given("{client} watches {room} by a narrow line")
  public void watchByNarrowLine(String name, Phrases.Room room) {
    RawWebSocket socket =
        clients.adopt(RawWebSocket.narrow(service.target(), service.place("the end of a wire")));
    String token = clients.mint().token(clients.userOf(name), "USER");
    socket.await("0{…}", packet -> packet.startsWith("0"), DEADLINE);
    socket.send("40" + new JSONObject(Map.of("token", token)));
    socket.await("40{…}", packet -> packet.startsWith("40"), DEADLINE);
    socket.send(
        "42" + new JSONArray(List.of("subscribe:" + room.kind(), cast.guildId(room.guild()))));
    stage.requested();
    slow = Optional.of(socket);
  }

  @When("{client} stops reading, and far more is written in {guild} than may wait for her")
  public void stopReading(String name, String guild) {
    if (bytes(service.known(Setting.MAX_QUEUED_BYTES)) > LARGEST_LIMIT) {
      throw Service.skipped("so much may wait for a client that it would take too long to fill");
    }
    stage.settle();
    slow.orElseThrow().stopReading();
    Guild put = cast.guild(guild);
    String author =
        put.members().stream()
            .filter(member -> member.username().equals(LONG_NAME))
            .map(Guild.Member::userId)
            .findFirst()
            .orElseThrow();
    String channel = put.channels().get(0).id();
    for (int i = 0; i < BUFFERED; i += AT_ONCE) {
      List<DiscordEvent> some = new ArrayList<>();
      for (int j = 0; j < AT_ONCE; j++) {
        some.add(new DiscordEvent.Message(put.id(), author, channel, "on and on", Instant.now()));
      }
      stage.raiseWithoutDelay(some);
    }
  }

  @Given("somebody with a very long name is a member of {guild}")
  public void admitLongName(String guild) {
    cast.person("Longfellow", LONG_NAME, Instant.parse("2020-01-01T00:00:00Z"));
    stage.put(cast.admit(guild, List.of("Longfellow"), false));
  }

  @Then("{client} by the narrow line is cut off")
  public void cutOff(String name) {
    RawWebSocket socket = slow.orElseThrow();
    socket.goOnReading();
    socket.awaitClosed(DEADLINE);
    assertThat(messages(socket.packets()))
        .as("messages that reached %s of %d", name, BUFFERED)
        .isLessThan(BUFFERED);
  }

  @Then("{client} has received every one of those messages")
  public void receivedAll(String name) {
    ApiClient client = clients.named(name);
    List<Received> received = client.events().awaitUnclaimed(BUFFERED, DEADLINE);
    client.events().claimAll("message:new");
    assertThat(received).as("messages that reached %s", name).hasSize(BUFFERED);
  }

  private static long messages(List<String> packets) {
    return packets.stream().filter(packet -> packet.startsWith("42[\"message:new\"")).count();
  }

  /** A size such as 65536, 64KiB or 1MiB, in bytes. */
  private static long bytes(String size) {
    if (size.endsWith("KiB")) {
      return Long.parseLong(size.replace("KiB", "")) << 10;
    }
    return size.endsWith("MiB")
        ? Long.parseLong(size.replace("MiB", "")) << 20
        : Long.parseLong(size);
  }
}
