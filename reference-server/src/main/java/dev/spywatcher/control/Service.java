package dev.spywatcher.control;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.fault.Faults;
import dev.spywatcher.intake.Intake;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.socket.Sessions;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a server that the control API reaches.
 *
 * @param source what feeds the server; {@code null} for the control API alone
 * @param commands what is done to the service as a whole
 * @param fleet the servers of the service; {@code null} where this one is one by itself
 */
public record Service(
    ServiceClock clock,
    GuildDirectory directory,
    Analytics analytics,
    FanOut fanOut,
    Intake intake,
    Journal journal,
    Sessions sessions,
    Faults faults,
    @Nullable DiscordSource source,
    Commands commands,
    @Nullable Fleet fleet,
    Settings settings) {}
