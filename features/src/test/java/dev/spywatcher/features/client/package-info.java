@NullMarked
package dev.spywatcher.features.client;

import org.jspecify.annotations.NullMarked;
