/**
 * Who is subscribed to what, and how an event reaches all of them.
 *
 * <p>In: server events, and clients that subscribe. Out: one write for each subscriber and event
 * loop turn. {@link dev.spywatcher.room.FanOut} delivers, {@link dev.spywatcher.room.Subscriptions}
 * decides who may join. Start reading at {@code FanOut}.
 */
@NullMarked
package dev.spywatcher.room;

import org.jspecify.annotations.NullMarked;
