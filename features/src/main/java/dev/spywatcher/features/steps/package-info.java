/**
 * The phrases of the features. A scenario has a {@link dev.spywatcher.features.steps.Cast} of its
 * own (fresh ids), its {@link dev.spywatcher.features.steps.Clients} and its {@link
 * dev.spywatcher.features.steps.Stage}, on which Discord events happen.
 */
@NullMarked
package dev.spywatcher.features.steps;

import org.jspecify.annotations.NullMarked;
