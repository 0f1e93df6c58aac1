/**
 * What a source delivers, written to a file that can be replayed.
 *
 * <p>In: a {@link dev.spywatcher.discord.DiscordSource}, run without a server. Out: a file of
 * events, plain or gzip. Start reading at {@code Recorder}.
 */
@NullMarked
package dev.spywatcher.recording;

import org.jspecify.annotations.NullMarked;
