/**
 * The events: numbered, and posted to a server's control API over keep-alive connections.
 *
 * <p>In: a guild, and how many events at once. Out: HTTP calls. Start reading at {@link
 * dev.spywatcher.load.feed.Feed}.
 */
@NullMarked
package dev.spywatcher.load.feed;

import org.jspecify.annotations.NullMarked;
