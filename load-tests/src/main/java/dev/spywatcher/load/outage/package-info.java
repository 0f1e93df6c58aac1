/**
 * What becomes of deliveries when a part of a service fails: servers die or stand still, their
 * Redis goes away and comes back, a way between them is cut, their clocks disagree.
 *
 * <p>In: an outage. Out: an account of every event and client, against what the outage may cost.
 * Start reading at {@link dev.spywatcher.load.outage.Outage}.
 */
@NullMarked
package dev.spywatcher.load.outage;

import org.jspecify.annotations.NullMarked;
