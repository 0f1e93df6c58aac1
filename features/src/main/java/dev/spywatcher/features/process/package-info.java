/**
 * A packaged server, run as any user would run it, with its output kept. Start at {@link
 * dev.spywatcher.features.process.ServerProcess}.
 */
@NullMarked
package dev.spywatcher.features.process;

import org.jspecify.annotations.NullMarked;
