/**
 * Each fault by a real client: what it sees while the fault is off, on, and off again.
 *
 * <p>{@code World} is a server whose faults are switched through its control API; {@code Ear} is a
 * client in raw packets; {@code Symptoms} says for each fault what to look at. Start reading at
 * {@code EveryFaultTest}.
 */
@NullMarked
package dev.spywatcher.fault;

import org.jspecify.annotations.NullMarked;
