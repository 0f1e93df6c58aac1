/**
 * One service of many servers (SCALE-1 to SCALE-4): what servers that share a Redis tell each
 * other, and what each does alone while it is away.
 *
 * <p>In: events of the guilds that this server ingests, for the subscribers of others. Out: events
 * that others ingest, for the subscribers here. Nothing here blocks its caller, and no event loop
 * waits for Redis. Start reading at {@link dev.spywatcher.bus.Link}.
 */
@NullMarked
package dev.spywatcher.bus;

import org.jspecify.annotations.NullMarked;
