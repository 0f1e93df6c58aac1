package dev.spywatcher.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.timeline.SimulatorSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/** The console in a real browser, of a server that the simulator feeds slowly. */
@Timeout(120)
class ConsoleTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MARKUP = "<img src=x onerror=\"document.title='taken'\">&amp;";

  private static Browser browser;
  private static SpyWatcherServer server;
  private static String guild;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    server =
        SpyWatcherServer.start(
            ServerOptions.builder().port(0).controlPort(0).build(),
            new SimulatorSource(Scenario.named("demo"), 42, 0.01));
    guild = Scenario.named("demo").guildIds().get(0);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    call("POST", "/control/play", "{\"scenario\":\"demo\",\"seed\":42,\"speed\":0.01}");
    browser.open(server.controlUrl());
    browser.awaitText("#stream-state", "live");
    browser.awaitText("#guild-select", "Pixel Harbor");
    await().until(() -> !browser.all("#trigger-user option").isEmpty());
  }

  @AfterEach
  void thePageHasComplainedOfNothing() {
    assertThat(browser.complaints()).isEmpty();
  }

  private static String call(String method, String path, String body) throws Exception {
    return HTTP.send(
            HttpRequest.newBuilder(server.controlUrl().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static String token(String discordId, String username) {
    return ClientToken.of(discordId, username, "USER")
        .validFrom(Instant.now(), Duration.ofHours(1))
        .signed(ServerOptions.DEVELOPMENT_SECRET);
  }

  private static Visitor visitor() throws Exception {
    DemoUser user = DemoUser.USUAL;
    return Visitor.subscribed(server.url(), token(user.userId(), user.username()), guild);
  }

  /** Makes a member of the guild write. */
  private static void message(String userId) throws Exception {
    String channel = Scenario.named("demo").guilds().get(0).channels().get(0).id();
    assertThat(
            call(
                "POST",
                "/control/events",
                "{\"type\":\"message\",\"guildId\":\"%s\",\"userId\":\"%s\",\"channelId\":\"%s\",\"content\":\"x\"}"
                    .formatted(guild, userId, channel)))
        .contains("accepted");
  }

  private static void join(String userId, String username) throws Exception {
    assertThat(
            call(
                "POST",
                "/control/events",
                "{\"type\":\"join\",\"guildId\":\"%s\",\"userId\":\"%s\",\"username\":\"%s\",\"createdAt\":\"2020-01-01T00:00:00Z\",\"bot\":false}"
                    .formatted(guild, userId, username.replace("\"", "\\\""))))
        .contains("accepted");
  }

  @Test
  void aClientIsShownWithItsRoomsUntilItGoes() throws Exception {
    try (Visitor visitor = visitor()) {
      browser.awaitText("#connections-rows", "Pixel Harbor");
      assertThat(browser.text("#connections-rows")).contains("you", "websocket", "0 B");
      browser.awaitText("#figure-rooms", "2");
      browser.awaitText("#guild-count", "1 events · 1 analytics");
    }
    browser.awaitText("#connections-empty", "No client is connected");
    await().until(() -> browser.all("#connections-rows tr").isEmpty());
  }

  @Test
  void anEventAppearsAsItGoesOutAndWithItsPayload() throws Exception {
    try (Visitor visitor = visitor()) {
      message(DemoUser.USUAL.userId());
      visitor.awaitPacket("42[\"message:new\"");

      browser.awaitText("#events-rows", "you in #");
      browser.click("#events-rows li:has([data-kind='message:new']) .line");
      browser.awaitText("#events-rows pre", "\"channelName\"");
      // What is being read does not move away.
      browser.awaitText("#events-pause", "Go on");
    }
  }

  @Test
  void aPauseHoldsEventsUntilItIsOver() throws Exception {
    join("4001", "before_the_pause");
    browser.awaitText("#events-rows", "before_the_pause");
    browser.press("p");
    browser.awaitText("#events-pause", "Go on");

    join("4002", "in_the_pause");
    browser.awaitText("#events-count", "new");
    assertThat(browser.text("#events-rows")).doesNotContain("in_the_pause");

    browser.click("#events-pause");
    browser.awaitText("#events-rows", "in_the_pause");
  }

  @Test
  void aFilterShowsWhatPassesItOfThePastToo() throws Exception {
    join("4003", "kept_by_the_filter");
    join("4004", "left_out");
    browser.awaitText("#events-rows", "left_out");

    browser.write("#events-search", "KEPT_by");
    await().until(() -> browser.all("#events-rows li").size() == 1);
    browser.awaitText("#events-rows", "kept_by_the_filter");

    browser.write("#events-search", "");
    browser.leaveField();
    browser.click(".chip[data-kind='user:join']");
    browser.awaitText("#events-empty", "Nothing");
    await().until(() -> !browser.text("#events-rows").contains("left_out"));
  }

  @Test
  void theFormMakesAClientReceiveTheEvent() throws Exception {
    try (Visitor visitor = visitor()) {
      for (String[] wanted :
          List.of(
              new String[] {"message", "message:new"},
              new String[] {"presence", "presence:update"},
              new String[] {"multi-client", "alert:multiClient"},
              new String[] {"role", "role:change"},
              new String[] {"join", "user:join"})) {
        long before = visitor.count("42[\"" + wanted[1] + "\"");
        browser.choose("#trigger-type", wanted[0]);
        browser.click("#trigger-form .primary");
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> visitor.count("42[\"" + wanted[1] + "\"") > before);
      }
    }
  }

  /** A button that moves between the press and the release is not clicked. */
  @Test
  void whatIsFoundOfAUserDoesNotMoveTheButtonBelow() {
    browser.click("#tab-token");
    browser.awaitText("#token-who", "That is");
    Object before = top("#token-form .primary");

    browser.write("#token-user", "nobody");
    await().until(() -> browser.text("#token-who").isEmpty());
    assertThat(top("#token-form .primary")).isEqualTo(before);
  }

  private static Object top(String css) {
    return browser.run(
        "return document.querySelector(arguments[0]).getBoundingClientRect().top", css);
  }

  @Test
  void aMintedTokenConnectsAndABrokenOneDoesNot() throws Exception {
    browser.click("#tab-token");
    browser.write("#token-user", DemoUser.USUAL.userId());
    browser.leaveField();
    browser.click("#token-form .primary");
    browser.awaitText("#token-verdict", "Connects");
    String good = (String) browser.run("return document.getElementById('token-output').value");
    try (Visitor visitor = Visitor.subscribed(server.url(), good, guild)) {
      assertThat(visitor.isClosed()).isFalse();
    }

    browser.click("#token-broken summary");
    browser.click("#token-broken input[value='wrong-key']");
    assertThat(browser.find("#token-broken input[value='unsigned']").isEnabled()).isFalse();
    browser.click("#token-form .primary");
    browser.awaitText("#token-verdict", "Refused: Invalid token");
    String broken = (String) browser.run("return document.getElementById('token-output').value");
    try (Visitor visitor = new Visitor(server.url(), broken)) {
      assertThat(visitor.awaitPacket("44")).contains("Invalid token");
    }
  }

  @Test
  void aClientCanBeDroppedAndLeftInSilence() throws Exception {
    try (Visitor dropped = visitor()) {
      browser.awaitText("#connections-rows", "you");
      browser.click("#connections-rows button");
      assertThat(dropped.awaitPacket("41")).isEqualTo("41");
      await().atMost(Duration.ofSeconds(20)).until(dropped::isClosed);
      await().until(() -> browser.all("#connections-rows tr").isEmpty());
    }
    try (Visitor silenced = visitor()) {
      browser.awaitText("#connections-rows", "you");
      browser.choose("#drop-how", "silence");
      browser.awaitText("#connections-rows button", "Silence");
      browser.click("#connections-rows button");
      browser.awaitText("#connections-rows", "silenced");
      assertThat(silenced.isClosed()).isFalse();
    }
  }

  @Test
  void aFaultIsFoundSetAndSwitched() throws Exception {
    browser.press("3");
    browser.awaitText("#faults-count", "1");
    browser.write("#faults-search", "later latency");
    await().until(() -> browser.all("#faults-list > li").size() < 10);
    browser.leaveField();
    browser.write("#faults-list [data-key='latency'] input[name='delay']", "50ms");
    browser.write("#faults-list [data-key='latency'] input[name='toxicity']", "0.5");
    browser.leaveField();
    browser.click("#faults-list [data-key='latency'] .switch");
    browser.awaitText("#figure-faults", "1");
    assertThat(call("GET", "/control/overview", ""))
        .contains("\"name\":\"latency\"", "\"delay\":\"50ms\"", "\"toxicity\":\"0.5\"");

    browser.click("#faults-list [data-key='latency'] .switch");
    browser.awaitText("#figure-faults", "0");

    // What somebody else switches is shown too.
    call("PUT", "/control/faults/latency", "{\"delay\":\"70ms\"}");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                browser
                    .find("#faults-list [data-key='latency'] .switch")
                    .getDomAttribute("aria-checked")
                    .equals("true"));
    browser.click("#faults-off");
    browser.awaitText("#figure-faults", "0");
  }

  @Test
  void theClockMovesOnAndTheThrottleOpens() throws Exception {
    try (Visitor visitor = visitor()) {
      message(DemoUser.USUAL.userId());
      visitor.awaitPacket("42[\"analytics:update\"");
      message(DemoUser.USUAL.userId());
      browser.awaitText("#throttle-state", "An update is due");
      assertThat(visitor.count("42[\"analytics:update\"")).isEqualTo(1);

      browser.press("a");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> visitor.count("42[\"analytics:update\"") == 2);
      browser.awaitText("#diversity", "you");
    }
  }

  @Test
  void markupInANameIsShownAsItIs() throws Exception {
    join("5001", MARKUP);
    browser.awaitText("#events-rows", MARKUP);
    browser.write("#members-search", "5001");
    browser.awaitText("#members-rows", MARKUP);
    try (Visitor visitor = Visitor.subscribed(server.url(), token("5001", MARKUP), guild)) {
      browser.awaitText("#connections-rows", MARKUP);
      assertThat(visitor.isClosed()).isFalse();
    }
    browser.click("#tab-trigger");
    browser.write("#trigger-find", "5001");
    browser.awaitText("#trigger-user", MARKUP);

    assertThat(browser.run("return document.querySelectorAll('main img').length")).isEqualTo(0L);
    assertThat(browser.run("return document.title")).isEqualTo("SpyWatcher console");
  }

  @Test
  void anotherSpeedKeepsSubscriptionsAndAnotherScenarioEndsThem() throws Exception {
    try (Visitor visitor = visitor()) {
      browser.press("4");
      browser.click("#play [data-speed='5']");
      browser.awaitText("#figure-source", "demo · 5×");
      browser.awaitText("#guild-count", "1 events · 1 analytics");

      browser.choose("#play-scenario", "quiet");
      browser.click("#play-begin");
      browser.awaitText("#figure-source", "quiet · 5×");
      browser.awaitText("#figure-rooms", "0");
      assertThat(browser.text("#guild-select")).doesNotContain("Pixel Harbor");
      assertThat(visitor.isClosed()).isFalse();

      visitor.subscribe(Scenario.named("quiet").guildIds().get(0));
      browser.awaitText("#figure-rooms", "2");
    }
  }

  @Test
  void membersAreShownWithTheTruthBesideWhatIsSeen() {
    browser.press("n");
    browser.write("#members-search", "lurker");
    browser.awaitText("#members-rows [data-kind='lurker']", "lurker");
    await()
        .until(
            () -> {
              String shown = browser.text("#members-rows tr td:nth-child(2)");
              return !shown.isEmpty() && shown.lines().allMatch("lurker"::equals);
            });
  }

  @Test
  void theListOfKeysIsOneKeyAway() {
    browser.press("?");
    browser.awaitText("#help-keys", "advance the clock");
    assertThat(browser.find("#help").isDisplayed()).isTrue();
    browser.press(Keys.ESCAPE);
    await().until(() -> !browser.find("#help").isDisplayed());
  }

  @Test
  void aControlTokenIsAskedForAndKeptForTheTab() throws Exception {
    try (SpyWatcherServer guarded =
        SpyWatcherServer.start(
            ServerOptions.builder().port(0).controlPort(0).controlToken("open sesame").build(),
            null)) {
      URI url = guarded.controlUrl();
      browser.open(url);
      browser.write("#control-token-value", "wrong");
      browser.click("#control-token-form button");
      browser.awaitText("#control-token-why", "does not accept");
      browser.write("#control-token-value", "open sesame");
      browser.click("#control-token-form button");
      browser.awaitText("#stream-state", "live");
      browser.awaitText("#figure-source", "none");

      browser.run("location.reload()");
      browser.awaitText("#stream-state", "live");
      assertThat(browser.find("#control-token").isDisplayed()).isFalse();
      // Away from a server that is about to go.
      browser.open(server.controlUrl());
    }
    // The browser tells of each 401, whatever the page makes of it.
    assertThat(browser.complaints()).isNotEmpty().allMatch(line -> line.contains("401"));
  }
}
