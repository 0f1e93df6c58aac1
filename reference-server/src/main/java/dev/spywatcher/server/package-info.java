/**
 * The wiring. {@link dev.spywatcher.server.SpyWatcherServer} puts the stages together in the order
 * in which data flows; {@link dev.spywatcher.server.ServerOptions} is everything that can be set.
 */
@NullMarked
package dev.spywatcher.server;

import org.jspecify.annotations.NullMarked;
