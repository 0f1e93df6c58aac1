/**
 * What a service of many servers costs: CPU time of each server and of Redis, for each event.
 *
 * <p>In: how many servers, how many clients, how many events. Out: a table, and what follows for
 * larger services. Start reading at {@link dev.spywatcher.load.growth.Growth}.
 */
@NullMarked
package dev.spywatcher.load.growth;

import org.jspecify.annotations.NullMarked;
