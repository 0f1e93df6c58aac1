package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.Memberships;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Who is a member, as Discord says: by the connection that is told of the guild, which knows of
 * changes; by questions alone where another server has that connection. Thread-safe.
 */
final class BotMemberships implements Memberships, AutoCloseable {

  private final Function<String, @Nullable Connection> connections;
  private final OkHttpClient http = Bot.http();
  private volatile @Nullable CachedMemberships others;

  /**
   * Memberships.
   *
   * @param connections the connection that is told of a guild; {@code null} for none here
   */
  BotMemberships(Function<String, @Nullable Connection> connections) {
    this.connections = connections;
  }

  void begin(GatewayOptions options, InstantSource clock) {
    BotApi api = new BotApi(options, http, clock);
    others = new CachedMemberships(api::membership, clock);
  }

  @Override
  public CompletionStage<Answer> of(String guildId, String userId) {
    Connection connection = connections.apply(guildId);
    if (connection != null) {
      return connection.membership(guildId, userId);
    }
    CachedMemberships asked = others;
    return asked == null
        ? CompletableFuture.completedFuture(Answer.UNKNOWN)
        : asked.of(guildId, userId);
  }

  @Override
  public void changed(String guildId, String userId) {
    CachedMemberships asked = others;
    if (asked != null) {
      asked.changed(guildId, userId);
    }
  }

  @Override
  public void close() {
    Bot.close(http);
  }
}
