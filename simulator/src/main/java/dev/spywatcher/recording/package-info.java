/**
 * Files of events being written: what a source delivers, and plays as fast as they can be made.
 *
 * <p>In: a {@link dev.spywatcher.discord.DiscordSource}, run without a server; or a scenario, a
 * seed and a part of its play. Out: a file of events, plain or gzip, which can be replayed. Start
 * reading at {@code Recorder} and at {@code PlayRecording}.
 */
@NullMarked
package dev.spywatcher.recording;

import org.jspecify.annotations.NullMarked;
