package dev.spywatcher.server;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Memberships;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.discord.SourceState;
import org.jspecify.annotations.Nullable;

/** A source whose calls never overlap, and which is not called again once it has been closed. */
final class OrderlySource implements DiscordSource {

  private final DiscordSource source;
  private boolean closed;

  OrderlySource(DiscordSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public synchronized void start(SourceContext context) {
    source.start(context);
  }

  @Override
  public synchronized void reset() {
    if (!closed) {
      source.reset();
    }
  }

  @Override
  public @Nullable Memberships memberships() {
    return source.memberships();
  }

  @Override
  public SourceState state() {
    return source.state();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      source.close();
    }
  }
}
