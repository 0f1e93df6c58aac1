/**
 * The servers that are compared, each started as a process as any user would start it.
 *
 * <p>In: where jars and programs are. Out: a running server's URLs and process id. Start reading at
 * {@link dev.spywatcher.load.contender.Contender}.
 */
@NullMarked
package dev.spywatcher.load.contender;

import org.jspecify.annotations.NullMarked;
