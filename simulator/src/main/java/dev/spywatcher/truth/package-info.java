/**
 * What is true of a play, for whoever tests analytics: who is what in each guild, and the figures
 * that follow from the events by the definitions of the API (ANA-6, ANA-7), counted without a
 * server.
 *
 * <p>In: a {@link dev.spywatcher.scenario.Scenario}, a seed and a number of events. Out: JSON.
 * Start reading at {@code Truth}.
 */
@NullMarked
package dev.spywatcher.truth;

import org.jspecify.annotations.NullMarked;
