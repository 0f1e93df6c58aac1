/**
 * A Discord on this machine that real bots log in to: Gateway v10 (a websocket) and REST v10.
 *
 * <p>In: guilds and events, from a {@link dev.spywatcher.discord.DiscordSource} or from calls. Out:
 * what Discord would tell a bot, and, by name, what Discord does on a bad day ({@link
 * dev.spywatcher.fakediscord.Fault}). Start reading at {@link
 * dev.spywatcher.fakediscord.FakeDiscord}; {@code World} is what all bots see of one Discord,
 * {@code GatewayConnection} one socket, {@code GatewaySession} what outlives it, {@code RestServer}
 * the other half.
 */
@NullMarked
package dev.spywatcher.fakediscord;

import org.jspecify.annotations.NullMarked;
