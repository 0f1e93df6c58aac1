/**
 * One run of one simulation: its server, if it is to have one of its own, and Gatling.
 *
 * <p>In: the command line. Out: an exit status and a directory of reports. Start reading at {@link
 * dev.spywatcher.load.run.Run}.
 */
@NullMarked
package dev.spywatcher.load.run;

import org.jspecify.annotations.NullMarked;
