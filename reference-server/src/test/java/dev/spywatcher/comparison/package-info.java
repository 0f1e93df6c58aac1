/**
 * Our server beside a plain Node {@code socket.io} server: the same scripts, played by the official
 * clients against either, must leave the same transcript.
 *
 * <p>{@code Cases} are the scripts; a {@code Stage} plays one with a {@code Client} through a
 * {@code Wire} to a {@code Server}. Start reading at {@code NodeComparisonTest}.
 */
@NullMarked
package dev.spywatcher.comparison;

import org.jspecify.annotations.NullMarked;
