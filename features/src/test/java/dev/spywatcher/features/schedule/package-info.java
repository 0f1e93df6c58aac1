@NullMarked
package dev.spywatcher.features.schedule;

import org.jspecify.annotations.NullMarked;
