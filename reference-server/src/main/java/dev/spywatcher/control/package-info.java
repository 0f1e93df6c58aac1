/**
 * The control API over HTTP: what makes things happen behind the server and tells what it did.
 *
 * <p>In: HTTP requests of a tester. Out: calls of the stages. {@link
 * dev.spywatcher.control.ControlServer} has the table of calls; each resource has a class of its
 * own. Start reading at {@code ControlServer}.
 */
@NullMarked
package dev.spywatcher.control;

import org.jspecify.annotations.NullMarked;
