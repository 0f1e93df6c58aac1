package dev.spywatcher.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.Memberships.Answer;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.events.guild.GuildReadyEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection makes of JDA's events; there is no Discord to ask. */
@Timeout(20)
class ConnectionTest {

  private static final String HARBOR = "349226271420449824";
  private static final String CAFE = "693173550076395523";
  private static final String ADA = "80351110224678912";

  /** A server that takes guilds when it is let. */
  private static final class Busy implements SourceContext {
    private final List<GuildDefinition> guilds = new ArrayList<>();
    private final CountDownLatch delivering = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean busy;

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void guild(GuildDefinition guild) {
      guilds.add(guild);
      delivering.countDown();
      if (busy) {
        try {
          release.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    @Override
    public void event(DiscordEvent event) {
      throw new UnsupportedOperationException();
    }
  }

  private final JDA jda = JdaParts.jda();
  private final Busy server = new Busy();
  private final Connection connection =
      new Connection(
          GatewayOptions.of("http://127.0.0.1:1/api/v10", "a.bot"), GatewayShard.ALL, server);

  @AfterEach
  void close() {
    server.release.countDown();
    connection.close();
  }

  private void ready(String guildId) {
    connection.onEvent(new GuildReadyEvent(jda, 0, JdaParts.guild(guildId)));
  }

  private Answer membership(String guildId) throws Exception {
    return connection.membership(guildId, ADA).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void whoAsksAboutAMemberDoesNotWaitForADelivery() throws Exception {
    connection.onEvent(new SessionResumeEvent(jda));
    server.busy = true;
    Thread delivery = new Thread(() -> ready(HARBOR));
    delivery.start();
    server.delivering.await();

    CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(() -> answered(CAFE));

    assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Answer.NO_MEMBER);
    server.release.countDown();
    delivery.join();
  }

  @Test
  void theEndOfAClientThatFailedToLogInIsNoEndOfTheConnection() {
    connection.onEvent(new SessionResumeEvent(jda));

    connection.onEvent(new ShutdownEvent(JdaParts.jda(), OffsetDateTime.MIN, 1000));

    await()
        .during(Duration.ofMillis(300))
        .until(() -> connection.state().kind() == SourceState.Kind.DELIVERING);
  }

  private void dispatch(String type, String payload) {
    connection.onEvent(
        new RawGatewayEvent(
            jda,
            0,
            DataObject.fromJson(
                "{\"op\":0,\"s\":1,\"t\":\"" + type + "\",\"d\":" + payload + "}")));
  }

  @Test
  void aGuildInAnOutageIsNotDenied() throws Exception {
    ready(HARBOR);
    connection.onEvent(new SessionResumeEvent(jda));

    dispatch("GUILD_DELETE", "{\"id\":\"" + HARBOR + "\",\"unavailable\":true}");

    assertThat(membership(HARBOR)).isEqualTo(Answer.UNKNOWN);
    assertThat(membership(CAFE)).isEqualTo(Answer.NO_MEMBER);

    dispatch("GUILD_DELETE", "{\"id\":\"" + HARBOR + "\"}");

    assertThat(membership(HARBOR)).isEqualTo(Answer.NO_MEMBER);
    assertThat(server.guilds).hasSize(2).allMatch(guild -> guild.id().equals(HARBOR));
  }

  @Test
  void aGuildThatIsInAnOutageFromTheStartIsNotDenied() throws Exception {
    dispatch("READY", "{\"guilds\":[{\"id\":\"" + HARBOR + "\",\"unavailable\":true}]}");
    connection.onEvent(new SessionResumeEvent(jda));

    assertThat(membership(HARBOR)).isEqualTo(Answer.UNKNOWN);
    assertThat(membership(CAFE)).isEqualTo(Answer.NO_MEMBER);
  }

  private Answer answered(String guildId) {
    try {
      return membership(guildId);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
