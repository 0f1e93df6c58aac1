package dev.spywatcher.control;

import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.SourceContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A source that holds the clock up, half an hour on, until it is released. */
record StuckSource(CountDownLatch release) implements DiscordSource {

  @Override
  public String name() {
    return "stuck";
  }

  @Override
  public void start(SourceContext context) {
    context.schedule(
        Duration.ofMinutes(30),
        () -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void close() {}
}
