/**
 * Time as the server sees it, and tasks that wait for it. A user may advance it ({@code clock
 * advance}), a test may stop it; everything that is due by the clock (throttles, token expiry,
 * simulated traffic) then happens at once, in order.
 */
@NullMarked
package dev.spywatcher.clock;

import org.jspecify.annotations.NullMarked;
