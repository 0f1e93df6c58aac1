/**
 * The figures that an analytics update must show, worked out from the activity that the suite
 * caused. Start at {@link dev.spywatcher.features.analytics.Figures}.
 */
@NullMarked
package dev.spywatcher.features.analytics;

import org.jspecify.annotations.NullMarked;
