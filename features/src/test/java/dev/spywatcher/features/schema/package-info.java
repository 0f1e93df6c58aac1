@NullMarked
package dev.spywatcher.features.schema;

import org.jspecify.annotations.NullMarked;
