/**
 * The simulations, one file each, for any server by its URL.
 *
 * <p>In: where the service is ({@link dev.spywatcher.load.simulation.Service}) and how big the run
 * is ({@link dev.spywatcher.load.simulation.Settings}). Out: Gatling's run, which assertions let
 * fail, and the account of all deliveries. Start reading at {@link
 * dev.spywatcher.load.simulation.FanOut}.
 */
@NullMarked
package dev.spywatcher.load.simulation;

import org.jspecify.annotations.NullMarked;
