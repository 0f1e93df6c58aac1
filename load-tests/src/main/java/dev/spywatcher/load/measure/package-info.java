/**
 * The measures, one class for each part of the benchmark.
 *
 * <p>In: a contender and the sizes of the run. Out: values in the {@link
 * dev.spywatcher.load.report.Results}. Start reading at {@link dev.spywatcher.load.measure.Part}.
 */
@NullMarked
package dev.spywatcher.load.measure;

import org.jspecify.annotations.NullMarked;
