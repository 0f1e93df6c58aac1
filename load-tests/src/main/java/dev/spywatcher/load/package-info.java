/**
 * The benchmark: what the server costs, beside a plain socket.io server and bare Netty.
 *
 * <p>In: options. Out: a table, and a JSON file. Every contender is a process of its own and is
 * judged by its URL alone. {@link dev.spywatcher.load.Benchmark} is the map: contenders are started
 * ({@code contender}), a crowd connects to them ({@code crowd}), events are fed to them ({@code
 * feed}), measures are taken ({@code measure}, {@code machine}) and reported ({@code report}).
 */
@NullMarked
package dev.spywatcher.load;

import org.jspecify.annotations.NullMarked;
