/**
 * The features, run against the packaged server or whatever else is named; and tests of their
 * tools.
 */
@NullMarked
package dev.spywatcher.features;

import org.jspecify.annotations.NullMarked;
