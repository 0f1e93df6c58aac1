/**
 * From what happened in Discord to what clients are told.
 *
 * <p>In: guild definitions and {@link dev.spywatcher.discord.DiscordEvent}s of any source, one at a
 * time. Out: the guild directory brought up to date, {@link dev.spywatcher.event.ServerEvent}s to
 * the rooms, activity to the analytics. Start reading at {@code Intake}.
 */
@NullMarked
package dev.spywatcher.intake;

import org.jspecify.annotations.NullMarked;
