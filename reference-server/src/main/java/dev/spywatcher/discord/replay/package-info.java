/**
 * Files of events: JSON Lines, a header first and then one event a line, plain or gzip.
 *
 * <p>In: what a source delivered, or a file of it. Out: the same file on every machine, or the
 * events again. Start reading at {@code RecordingReader}; the form of a line is that of {@link
 * dev.spywatcher.discord.form.EventForm}.
 */
@NullMarked
package dev.spywatcher.discord.replay;

import org.jspecify.annotations.NullMarked;
