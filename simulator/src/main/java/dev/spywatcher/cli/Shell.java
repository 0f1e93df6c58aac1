package dev.spywatcher.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command sees of the shell that it was called from.
 *
 * @param atExit registers what is to run when the process is told to end
 */
record Shell(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    InstantSource clock,
    Consumer<Thread> atExit) {}
