@NullMarked
package dev.spywatcher.features.analytics;

import org.jspecify.annotations.NullMarked;
