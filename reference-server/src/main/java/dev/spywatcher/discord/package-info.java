/**
 * What happens in Discord, and the plug for where it comes from.
 *
 * <p>In: a {@link dev.spywatcher.discord.DiscordSource} (simulator, gateway, replay, injected).
 * Out: guild definitions and {@link dev.spywatcher.discord.DiscordEvent}s, handed to a {@link
 * dev.spywatcher.discord.SourceContext}, and the {@link dev.spywatcher.discord.GuildDirectory} that
 * they fill. Start reading at {@code DiscordSource}.
 */
@NullMarked
package dev.spywatcher.discord;

import org.jspecify.annotations.NullMarked;
