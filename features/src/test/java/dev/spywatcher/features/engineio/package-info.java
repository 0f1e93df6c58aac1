/** Tests of the frames by hand, and of how a service is felt to keep up. */
@NullMarked
package dev.spywatcher.features.engineio;

import org.jspecify.annotations.NullMarked;
