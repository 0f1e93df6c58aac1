/**
 * How much of the server one address or client may use (LIM-1 to LIM-7).
 *
 * <p>In: handshakes with the address they come from; emissions of a client. Out: let in, or refused
 * with the reason and when to try again. Start reading at {@code AddressLimits}.
 */
@NullMarked
package dev.spywatcher.limit;

import org.jspecify.annotations.NullMarked;
