package dev.spywatcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spywatcher.auth.ClientToken;
import dev.spywatcher.scenario.DemoUser;
import dev.spywatcher.scenario.Scenario;
import dev.spywatcher.server.ServerOptions;
import dev.spywatcher.server.SpyWatcherServer;
import dev.spywatcher.timeline.SimulatorSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the console looks with fifty clients and a busy play: pictures to look at, and what fits. */
@Timeout(120)
class ConsolePicturesTest {

  private static final Path PICTURES = Path.of("target", "console");
  private static final int CLIENTS = 50;

  @Test
  void itFitsADeskAndAPhoneLightAndDark() throws Exception {
    Scenario busy = Scenario.named("busy");
    List<Visitor> visitors = new ArrayList<>();
    try (Browser browser = Browser.start();
        SpyWatcherServer server =
            SpyWatcherServer.start(
                ServerOptions.builder().port(0).controlPort(0).build(),
                new SimulatorSource(busy, busy.seed(), 1))) {
      for (int i = 0; i < CLIENTS; i++) {
        visitors.add(visitor(server, busy.guildIds().get(i % busy.guildIds().size())));
      }
      browser.open(server.controlUrl());
      browser.awaitText("#stream-state", "live");
      browser.awaitText("#connections-count", "50");
      browser.awaitText("#events-rows", "message:new");
      browser.awaitText("#ghosts", ".");

      for (String scheme : List.of("light", "dark")) {
        browser.prefer(scheme);
        browser.resize(1400, 900);
        browser.click("#tab-trigger");
        browser.picture(PICTURES.resolve("1400-" + scheme + ".png"));
        browser.resize(400, 860);
        browser.picture(PICTURES.resolve("400-" + scheme + ".png"));
        for (String tab : List.of("token", "faults", "play", "limits", "trigger")) {
          browser.click("#tab-" + tab);
          assertThat(browser.run("return document.documentElement.scrollWidth"))
              .as("width of the page at 400 px with the tab " + tab)
              .isEqualTo(400L);
        }
      }
      assertThat((Long) browser.run("return document.querySelectorAll('#events-rows li').length"))
          .isLessThanOrEqualTo(60);
      assertThat(browser.complaints()).isEmpty();
    } finally {
      visitors.forEach(Visitor::close);
    }
  }

  private static Visitor visitor(SpyWatcherServer server, String guildId) throws Exception {
    DemoUser user = Scenario.named("busy").demoUser();
    String token =
        ClientToken.of(user.userId(), user.username(), "USER")
            .validFrom(Instant.now(), Duration.ofHours(1))
            .signed(ServerOptions.DEVELOPMENT_SECRET);
    return Visitor.subscribed(server.url(), token, guildId);
  }
}
