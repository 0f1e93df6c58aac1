/**
 * The command line. In: arguments, environment variables and an optional configuration file. Out: a
 * running server ({@code serve}), a token ({@code token}), a Discord event ({@code trigger}), a
 * file of events ({@code record}).
 *
 * <p>Start reading at {@link dev.spywatcher.cli.Spywatcher}. Every option of {@code serve} stands
 * once, in {@code ServeOption}.
 */
@NullMarked
package dev.spywatcher.cli;

import org.jspecify.annotations.NullMarked;
