/**
 * Events and guilds as JSON, in the one form that the control API and files of events share.
 *
 * <p>In: tokens of a JSON parser. Out: a {@link dev.spywatcher.discord.DiscordEvent} or a {@link
 * dev.spywatcher.discord.GuildDefinition}, or a fault that names the field, its value and what
 * would be right; and the way back. Start reading at {@code EventForm}.
 */
@NullMarked
package dev.spywatcher.discord.form;

import org.jspecify.annotations.NullMarked;
