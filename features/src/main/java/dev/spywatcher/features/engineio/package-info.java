/**
 * Engine.IO 4 by hand, one text frame at a time, for what a well-behaved client never sends. Start
 * at {@link dev.spywatcher.features.engineio.RawSession}.
 */
@NullMarked
package dev.spywatcher.features.engineio;

import org.jspecify.annotations.NullMarked;
