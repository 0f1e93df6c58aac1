@NullMarked
package dev.spywatcher.features.conformance;

import org.jspecify.annotations.NullMarked;
