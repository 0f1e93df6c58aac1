/**
 * The runner: in go the options that name an implementation, out come a verdict on each rule, the
 * reports and an exit status. Start at {@link dev.spywatcher.features.conformance.Conformance},
 * which reads as run does: plan, reach, perform, judge, report.
 */
@NullMarked
package dev.spywatcher.features.conformance;

import org.jspecify.annotations.NullMarked;
