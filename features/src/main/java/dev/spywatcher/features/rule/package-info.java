/**
 * The rules that the features keep an implementation to, each with its id, its class and one line.
 * Start at {@link dev.spywatcher.features.rule.RuleCatalogue}.
 */
@NullMarked
package dev.spywatcher.features.rule;

import org.jspecify.annotations.NullMarked;
