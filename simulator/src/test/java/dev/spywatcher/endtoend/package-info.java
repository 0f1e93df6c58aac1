/**
 * The server fed by a Discord, from the gateway to its clients. In: scenarios, told to the fake
 * Discord. Out: what clients receive. Start reading at {@code SameEventsTest}.
 */
@NullMarked
package dev.spywatcher.endtoend;

import org.jspecify.annotations.NullMarked;
