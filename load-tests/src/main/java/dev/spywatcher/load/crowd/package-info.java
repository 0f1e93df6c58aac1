/**
 * The clients: up to ten thousand raw websocket connections in this process.
 *
 * <p>In: where a server is, and how many are to connect. Out: how long that took, and an account of
 * every event that each of them received. Start reading at {@link dev.spywatcher.load.crowd.Crowd}.
 */
@NullMarked
package dev.spywatcher.load.crowd;

import org.jspecify.annotations.NullMarked;
