/**
 * What was measured, against the bounds that it must keep.
 *
 * <p>In: values by figure and contender. Out: a table of at most 100 columns, and JSON with stable
 * keys. Start reading at {@link dev.spywatcher.load.report.Figure}.
 */
@NullMarked
package dev.spywatcher.load.report;

import org.jspecify.annotations.NullMarked;
