package dev.spywatcher.control;

import dev.spywatcher.analytics.Analytics;
import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.DiscordSource;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.discord.Repertoire;
import dev.spywatcher.fault.Faults;
import dev.spywatcher.intake.Intake;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.room.FanOut;
import dev.spywatcher.socket.Sessions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a server that the control API reaches.
 *
 * @param source what feeds the server; {@code null} for the control API alone
 * @param reset forgets guilds, activity, throttles and limits, and ends every subscription
 * @param play does the same, and has the source play that
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
    Runnable reset,
    Consumer<Repertoire.Playing> play,
    Settings settings) {}
