package dev.spywatcher.server;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordEvent;
import dev.spywatcher.discord.FaultSwitches;
import dev.spywatcher.discord.GuildDefinition;
import dev.spywatcher.discord.SourceContext;
import dev.spywatcher.intake.Intake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * What a source sees of the server.
 *
 * @param beginnings when a play that begins now begins
 */
record SourceAttachment(
    ServiceClock clock,
    Intake intake,
    BooleanSupplier congestion,
    FaultSwitches faults,
    InstantSource beginnings)
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
  public Cancellable schedule(Duration delay, Runnable task) {
    return clock.schedule(delay, task)::cancel;
  }

  @Override
  public void guild(GuildDefinition guild) {
    intake.guild(guild);
  }

  @Override
  public void event(DiscordEvent event) {
    intake.event(event);
  }

  @Override
  public boolean congested() {
    return congestion.getAsBoolean();
  }
}
