/**
 * What Linux and the JDK tell about a process and about the machine: CPU time, memory, live heap,
 * load.
 *
 * <p>In: a process id. Out: figures. Start reading at {@link dev.spywatcher.load.machine.CpuTime}.
 */
@NullMarked
package dev.spywatcher.load.machine;

import org.jspecify.annotations.NullMarked;
