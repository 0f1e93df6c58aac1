/**
 * The control API over HTTP: what makes things happen behind the server and tells what it did.
 *
 * <p>In: HTTP requests of a tester. Out: calls of the stages. Each resource has a class of its own;
 * where there are several servers, {@link dev.spywatcher.control.Fleet} asks the others and {@link
 * dev.spywatcher.control.Commands} has all of them do it. Start reading at {@code CallTable}, the
 * table of calls.
 */
@NullMarked
package dev.spywatcher.control;

import org.jspecify.annotations.NullMarked;
