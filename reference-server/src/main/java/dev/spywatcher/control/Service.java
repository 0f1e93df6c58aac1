package dev.spywatcher.control;

import dev.spywatcher.clock.ServiceClock;
import dev.spywatcher.discord.GuildDirectory;
import dev.spywatcher.intake.Intake;
import dev.spywatcher.journal.Journal;
import dev.spywatcher.socket.Sessions;

/**
 * The parts of a server that the control API reaches.
 *
 * @param source what feeds the server, in a word
 * @param reset forgets guilds, activity, throttles and limits, and ends every subscription
 */
public record Service(
    ServiceClock clock,
    GuildDirectory directory,
    Intake intake,
    Journal journal,
    Sessions sessions,
    String source,
    Runnable reset) {}
