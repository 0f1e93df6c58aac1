/**
 * Misbehaviour on order: each fault breaks something that a client or a rule relies on.
 *
 * <p>In: the honest parts of the stages before. Out: the same parts, decorated by the faults that
 * are on; with none on they are the honest ones again, at the cost of one volatile read. {@code
 * Catalogue} lists every fault with its rules; a fault is one small file and overrides the one
 * method of {@code Fault} that it breaks. Start reading at {@code Faults}.
 */
@NullMarked
package dev.spywatcher.fault;

import org.jspecify.annotations.NullMarked;
