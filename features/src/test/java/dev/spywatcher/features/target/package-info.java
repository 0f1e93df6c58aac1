/** Tests of what is said of the implementation under judgement. */
@NullMarked
package dev.spywatcher.features.target;

import org.jspecify.annotations.NullMarked;
