package dev.spywatcher.server;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.control.Commands;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.fault.BadFaultException;
import dev.spywatcher.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is done to a server that is one by itself. */
record OwnCommands(
    ServiceClock clock, Faults faults, Renewal renewal, @Nullable DiscordSource source)
    implements Commands {

  @Override
  public Done advance(Duration by) {
    try {
      clock.advance(by).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the clock is closed", e);
    }
    return Done.HERE;
  }

  @Override
  public Done reset() {
    renewal.reset();
    return Done.HERE;
  }

  @Override
  public Done play(Repertoire.Playing next) {
    renewal.play(next);
    return Done.HERE;
  }

  @Override
  public Done pace(double speed) {
    Repertoire repertoire = repertoire();
    if (repertoire != null) {
      repertoire.pace(speed);
    }
    return Done.HERE;
  }

  /** The same, at a moment that is about to come; returns once it has. */
  void pace(double speed, Instant at) {
    Repertoire repertoire = repertoire();
    if (repertoire == null) {
      return;
    }
    // A task of the clock sees the moment that it was due at, however late it is.
    CompletableFuture<Void> done = new CompletableFuture<>();
    Duration wait = Duration.between(clock.instant(), at);
    clock.schedule(
        wait,
        () -> {
          try {
            repertoire.pace(speed, at);
            done.complete(null);
          } catch (RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    done.orTimeout(Math.max(0, wait.toMillis()) + 5_000, TimeUnit.MILLISECONDS).join();
  }

  @Nullable Repertoire repertoire() {
    return source == null ? null : source.repertoire();
  }

  @Override
  public Done addFault(String name, Map<String, String> parameters) throws BadFaultException {
    faults.add(name, parameters);
    return Done.HERE;
  }

  @Override
  public Done removeFault(String name) throws BadFaultException {
    faults.remove(name);
    return Done.HERE;
  }

  @Override
  public Done removeFaults() {
    faults.clear();
    return Done.HERE;
  }

  @Override
  public void catchUp() {}
}
