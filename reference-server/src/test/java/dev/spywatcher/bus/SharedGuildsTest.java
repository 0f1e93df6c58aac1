package dev.spywatcher.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.abuse.RunningServer;
import dev.spywatcher.abuse.WebSocketClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guilds, their members and their figures on two servers, of which one holds the shard. */
@Timeout(120)
class SharedGuildsTest {

  private static final String GUILD = "700";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Pattern TIME = Pattern.compile(",\"timestamp\":\"([^\"]+)\"}]$");

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private RedisProgram redis;
  private RedisWire wire;

  /** Holds the shard, since it was there first. */
  private RunningServer holder;

  private RunningServer other;

  @BeforeEach
  void start() {
    redis = opened(RedisProgram.embedded());
    wire = opened(new RedisWire(RedisAddress.local(redis.port())));
    holder = opened(server(wire.address()));
    other = opened(server(redis.address()));
    holder.guild(GUILD, "u", "v", "w");
  }

  @AfterEach
  void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.push(resource);
    return resource;
  }

  private static RunningServer server(RedisAddress redis) {
    return RunningServer.start(options -> options.redis(redis).analyticsInterval(INTERVAL));
  }

  private WebSocketClient analytics(RunningServer server) {
    WebSocketClient client = opened(WebSocketClient.connect(server, "u"));
    client.send("421[\"subscribe:analytics\",\"" + GUILD + "\"]");
    assertThat(client.packet()).contains("\"ok\":true");
    return client;
  }

  private WebSocketClient guild(RunningServer server, String user) {
    return opened(WebSocketClient.connect(server, user).subscribe(GUILD));
  }

  private static String update(WebSocketClient client) {
    String packet = client.packetWithin(SOON);
    assertThat(packet).isNotNull().startsWith("42[\"analytics:update\"");
    return Objects.requireNonNull(packet);
  }

  private static java.time.Instant time(String update) {
    Matcher time = TIME.matcher(update);
    assertThat(time.find()).as(update).isTrue();
    return java.time.Instant.parse(time.group(1));
  }

  @Test
  void aGuildThatOneServerLearnsOfCanBeSubscribedOnTheOtherAtOnce() {
    for (int i = 0; i < 20; i++) {
      String guild = "80" + i;
      holder.guild(guild, "u", "v");
      WebSocketClient client = WebSocketClient.connect(other, "u").subscribe(guild);
      holder.message(guild, "v");
      assertThat(client.packet()).contains("message:new");
      client.close();
    }
  }

  @Test
  void whoIsRemovedLosesTheRoomsOnEveryServer() {
    WebSocketClient stays = guild(other, "u");
    WebSocketClient goes = guild(other, "v");
    holder.message(GUILD, "w");
    assertThat(stays.packet()).contains("message:new");
    assertThat(goes.packet()).contains("message:new");

    holder.remove(GUILD, "v");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              holder.message(GUILD, "w");
              return goes.packetWithin(Duration.ofMillis(200)) == null;
            });
    holder.message(GUILD, "w");

    goes.assertSilenceFor(Duration.ofSeconds(1));
    assertThat(stays.packet()).contains("message:new");
    goes.send("422[\"subscribe:guild\",\"" + GUILD + "\"]");
    assertThat(goes.packet()).contains("Not authorized for this guild");
  }

  @Test
  void oneThrottleHoldsForAllServersAndAllSeeTheSameUpdates() {
    WebSocketClient atHolder = analytics(holder);
    WebSocketClient atOther = analytics(other);
    List<String> seen = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      holder.message(GUILD, "v");
      other.message(GUILD, "w");
      String update = update(atHolder);
      assertThat(update(atOther)).isEqualTo(update);
      seen.add(update);
    }

    for (int i = 1; i < seen.size(); i++) {
      assertThat(Duration.between(time(seen.get(i - 1)), time(seen.get(i))))
          .isGreaterThanOrEqualTo(INTERVAL.minusMillis(500));
    }
  }

  @Test
  void anUpdateThatOnlyOthersAreSubscribedToIsSent() {
    WebSocketClient atOther = analytics(other);

    holder.message(GUILD, "v");

    assertThat(update(atOther)).contains("\"userId\":\"v\"");
  }

  @Test
  void analyticsSurviveAnEndOfTheHolderInOrder() {
    WebSocketClient client = analytics(other);
    holder.message(GUILD, "v");
    assertThat(update(client)).contains("\"userId\":\"v\"");

    holder.close();
    other.message(GUILD, "w");

    assertThat(update(client)).contains("\"userId\":\"v\"", "\"userId\":\"w\"");
  }

  @Test
  void analyticsSurviveTheLossOfTheHolder() {
    WebSocketClient client = analytics(other);
    holder.message(GUILD, "v");
    assertThat(update(client)).contains("\"userId\":\"v\"");
    // What is to be remembered is written every few seconds.
    client.assertSilenceFor(SharedAnalytics.EVERY.plusSeconds(1));

    long begun = System.nanoTime();
    wire.cut();
    other.message(GUILD, "w");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(update(client)).contains("\"userId\":\"v\"", "\"userId\":\"w\"");
  }

  @Test
  void aServerThatWasCutOffSeesNoTwoUpdatesWithinTheInterval() {
    WebSocketClient client = analytics(holder);
    holder.message(GUILD, "v");
    java.time.Instant last = time(update(client));

    wire.cut();
    for (int i = 0; i < 20; i++) {
      holder.message(GUILD, "v");
      if (i == 8) {
        wire.mend();
      }
      String update = client.packetWithin(Duration.ofMillis(500));
      if (update != null) {
        assertThat(Duration.between(last, time(update)))
            .isGreaterThanOrEqualTo(INTERVAL.minusMillis(500));
        last = time(update);
      }
    }
  }
}
