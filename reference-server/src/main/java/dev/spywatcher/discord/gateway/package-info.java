/**
 * Discord itself as a source: a bot on the gateway, by way of JDA, and REST for permissions.
 *
 * <p>In: a bot's token and the base of Discord's API, real or fake. Out: guilds and events, to a
 * {@link dev.spywatcher.discord.SourceContext}, and answers about memberships. Start reading at
 * {@code GatewaySource}.
 */
@NullMarked
package dev.spywatcher.discord.gateway;

import org.jspecify.annotations.NullMarked;
