/** One service of many servers, against a Redis of the test's own. */
@NullMarked
package dev.spywatcher.bus;

import org.jspecify.annotations.NullMarked;
