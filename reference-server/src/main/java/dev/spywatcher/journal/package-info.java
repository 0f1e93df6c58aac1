/**
 * What the server sent and received lately, for whoever tests against it. Bounded; message content
 * and tokens never get here.
 */
@NullMarked
package dev.spywatcher.journal;

import org.jspecify.annotations.NullMarked;
