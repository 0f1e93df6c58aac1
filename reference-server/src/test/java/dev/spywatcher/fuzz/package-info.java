/**
 * Random and mutated input at every place where the server reads what a client wrote.
 *
 * <p>{@code Fuzz} makes the inputs: the same for a seed and a position, so that any one can be made
 * again alone; a fixed number of a fixed seed in a normal build, and as many of a random one as fit
 * into {@code -Dfuzz.seconds=N}. {@code Mutation} changes valid input into what is nearly valid.
 * {@code Canary} is the server, and clients of it that must be served whatever comes.
 */
@NullMarked
package dev.spywatcher.fuzz;

import org.jspecify.annotations.NullMarked;
