package dev.spywatcher.features.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run has found.
 *
 * @param target what was judged
 * @param scenarios how many were run
 */
record Report(
    String target,
    Instant began,
    Duration taken,
    boolean strict,
    int scenarios,
    List<Finding> findings) {

  long count(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  boolean fallsShort() {
    return findings.stream().anyMatch(finding -> finding.verdict().isFailure());
  }
}
