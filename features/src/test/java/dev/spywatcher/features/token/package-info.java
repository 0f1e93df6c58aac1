@NullMarked
package dev.spywatcher.features.token;

import org.jspecify.annotations.NullMarked;
