package dev.spywatcher.endtoend;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import java.util.concurrent.CompletableFuture;

/** A source that a test speaks through. */
final class Fed implements DiscordSource {

  private final CompletableFuture<SourceContext> context = new CompletableFuture<>();

  SourceContext context() {
    return context.join();
  }

  @Override
  public String name() {
    return "simulator";
  }

  @Override
  public void start(SourceContext attached) {
    context.complete(attached);
  }

  @Override
  public void close() {}
}
