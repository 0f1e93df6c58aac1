package dev.spywatcher.server;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a source sees of the server.
 *
 * @param beginnings when a play that begins now begins
 * @param guilds where guilds go
 * @param events where events go
 * @param opensShards whether the server says which shards it wants
 * @param loginTurns when it may log in at Discord once more
 */
record SourceAttachment(
    ServiceClock clock,
    InstantSource beginnings,
    Consumer<GuildDefinition> guilds,
    Consumer<DiscordEvent> events,
    BooleanSupplier congestion,
    FaultSwitches faults,
    boolean opensShards,
    Supplier<CompletionStage<?>> loginTurns)
    implements SourceContext {

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public Instant beginning() {
    return beginnings.instant();
  }

  @Override
  public CompletionStage<?> loginTurn() {
    return loginTurns.get();
  }

  @Override
  public Cancellable schedule(Duration delay, Runnable task) {
    return clock.schedule(delay, task)::cancel;
  }

  @Override
  public void guild(GuildDefinition guild) {
    guilds.accept(guild);
  }

  @Override
  public void event(DiscordEvent event) {
    events.accept(event);
  }

  @Override
  public boolean congested() {
    return congestion.getAsBoolean();
  }
}
