/**
 * How a source plays what it has: each moment at its time by the server's clock, or as fast as the
 * server takes it.
 *
 * <p>In: a {@link dev.spywatcher.discord.play.Script}. Out: what happens in it, to a {@link
 * dev.spywatcher.discord.SourceContext}. The simulator and the replay are such sources. Start
 * reading at {@code Play}.
 */
@NullMarked
package dev.spywatcher.discord.play;

import org.jspecify.annotations.NullMarked;
