/**
 * Load tests of servers that speak the SpyWatcher WebSocket API, judged by their URL alone.
 *
 * <p>{@link dev.spywatcher.load.LoadTests} is the command line. {@code run}: a simulation ({@code
 * simulation}) lets users of Gatling ({@code gatling}) with sockets of their own ({@code client})
 * watch what a source makes happen ({@code source}), and keeps account ({@code account}). {@code
 * compare}: contenders are started ({@code contender}), a raw crowd connects to them ({@code
 * crowd}), events are fed ({@code feed}), measures taken ({@code measure}, {@code machine}) and
 * reported ({@code report}).
 */
@NullMarked
package dev.spywatcher.load;

import org.jspecify.annotations.NullMarked;
