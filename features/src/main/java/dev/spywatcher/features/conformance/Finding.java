package dev.spywatcher.features.conformance;

import dev.spywatcher.features.rule.Rule;
import java.util.List;

/**
 * A rule and what was found of it.
 *
 * @param reason why it was skipped, or what else there is to say; may be empty
 */
record Finding(Rule rule, Verdict verdict, String reason, List<Performance> performances) {}
