package dev.spywatcher.discord.gateway;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Memberships;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Discord, or a fake of it, through a bot: guilds and events come by the gateway, and each question
 * about permissions goes to the REST API (SUB-13). It returns from {@link #start} before it is
 * connected; {@link #state} says how far it is. A lost connection is resumed, so that no event is
 * lost or doubled; where Discord does not allow that, the guilds are announced anew. Thread-safe.
 */
public final class GatewaySource implements DiscordSource {

  private final GatewayOptions options;
  private volatile @Nullable Connection connection;

  /** A source that has not begun yet. */
  public GatewaySource(GatewayOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "discord";
  }

  @Override
  public SourceState state() {
    Connection current = connection;
    return current == null
        ? new SourceState(SourceState.Kind.CONNECTING, "to " + options.api())
        : current.state();
  }

  @Override
  public Memberships memberships() {
    return (guildId, userId) -> {
      Connection current = connection;
      return current == null
          ? CompletableFuture.completedFuture(Memberships.Answer.UNKNOWN)
          : current.membership(guildId, userId);
    };
  }

  @Override
  public void start(SourceContext context) {
    Connection begun = new Connection(options, context);
    connection = begun;
    begun.begin();
  }

  @Override
  public void reset() {
    Connection current = connection;
    if (current != null) {
      current.translation().announceAgain();
    }
  }

  @Override
  public void close() {
    Connection current = connection;
    if (current != null) {
      current.close();
    }
  }
}
