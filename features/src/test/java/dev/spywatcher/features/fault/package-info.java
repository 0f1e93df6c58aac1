/** Whether the suite finds what it should: each fault of the reference server, by its rules. */
@NullMarked
package dev.spywatcher.features.fault;

import org.jspecify.annotations.NullMarked;
