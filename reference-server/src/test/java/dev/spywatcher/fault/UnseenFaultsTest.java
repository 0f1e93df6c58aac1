package dev.spywatcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.spywatcher.auth.Decision;
import dev.spywatcher.auth.Identity;
import dev.spywatcher.auth.Permissions;
import dev.spywatcher.auth.Role;
import dev.spywatcher.auth.TokenVerifier;
import dev.spywatcher.auth.Tokens;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.limit.Limits;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.server.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Faults that no client of a plain server in good health notices. */
class UnseenFaultsTest {

  /** Those, and the ones that {@code EdgeFaultsTest} looks at. */
  static final List<String> NAMES =
      List.of(
          "log-tokens",
          "grant-when-unsure",
          "remember-grants",
          "plain-on-tls",
          "cut-at-shutdown",
          "admit-at-shutdown",
          "keep-slow-readers");

  private static final Identity ANN = new Identity("1", Role.USER, null);
  private static final Identity BEN = new Identity("2", Role.USER, null);

  private final ServiceClock clock = new ServiceClock();
  private final Faults faults =
      new Faults(
          new Site(
              clock,
              new GuildDirectory(),
              new FanOut(),
              Limits.Profile.LOAD.limits(),
              ServerOptions.DEVELOPMENT_SECRET,
              List::of));
  private volatile Decision said = Decision.ALLOWED;
  private final Permissions permissions =
      faults.permissions((user, guildId) -> CompletableFuture.completedFuture(said));

  @AfterEach
  void stopTheClock() {
    clock.close();
  }

  private Decision decision(Identity user) {
    return permissions.mayView(user, "7").toCompletableFuture().join();
  }

  @Test
  void whatClientsShowIsLoggedOnOrder() throws Exception {
    Tokens tokens = faults.tokens(new TokenVerifier(ServerOptions.DEVELOPMENT_SECRET, clock));
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(LogTokens.class);
    lines.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    try {
      tokens.verify(Map.of("token", "a-token"));
      assertThat(lines.list).isEmpty();

      faults.add("log-tokens", Map.of());
      tokens.verify(Map.of("token", "a-token"));

      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.get(0).getFormattedMessage()).contains("a-token");
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
    }
  }

  @Test
  void whoCannotBeAskedAboutIsLetInOnOrder() throws Exception {
    faults.add("grant-when-unsure", Map.of());
    assertThat(decision(ANN)).isEqualTo(Decision.ALLOWED);

    said = Decision.UNAVAILABLE;
    assertThat(decision(ANN)).isEqualTo(Decision.ALLOWED);
    said = Decision.DENIED;
    assertThat(decision(ANN)).isEqualTo(Decision.DENIED);

    faults.clear();
    said = Decision.UNAVAILABLE;
    assertThat(decision(ANN)).isEqualTo(Decision.UNAVAILABLE);
  }

  @Test
  void grantsAreRememberedOnOrder() throws Exception {
    faults.add("remember-grants", Map.of());
    assertThat(decision(ANN)).isEqualTo(Decision.ALLOWED);

    said = Decision.UNAVAILABLE;
    assertThat(decision(ANN)).isEqualTo(Decision.ALLOWED);
    assertThat(decision(BEN)).isEqualTo(Decision.UNAVAILABLE);
    said = Decision.DENIED;
    assertThat(decision(ANN)).isEqualTo(Decision.DENIED);
  }
}
