/**
 * What happens behind the server: guilds whose events are numbered, so that each delivery can be
 * told from every other, posted in order and at a given rate.
 *
 * <p>In: control APIs and guilds. Out: HTTP calls, and how far each sequence has come. Start
 * reading at {@link dev.spywatcher.load.source.Source}.
 */
@NullMarked
package dev.spywatcher.load.source;

import org.jspecify.annotations.NullMarked;
